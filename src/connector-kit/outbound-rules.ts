import { BlockList, isIP, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { configError, type HubError, stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { addRange, LOOPBACK_RANGES, PRIVATE_RANGES } from './outbound-addresses.ts';

/** What the administrator allows beyond public servers with certificates of public authorities. */
export interface OutboundRules {
  /** "10.1.0.0/16", "[fd00::/8]:8443", "lgsp.hue.gov.vn:8080", "*.hue.gov.vn": private addresses that may be asked. */
  readonly allow: readonly string[];
  /** Certificates (PEM) of authorities that are trusted besides the public ones. */
  readonly authorities?: readonly string[];
  /** The hub's own places, such as its database: asked by no source whatever is allowed. Entries as above. */
  readonly never?: readonly string[];
}

/** Public servers only. */
export const PUBLIC_ONLY: OutboundRules = { allow: [] };

/** Simulators live on this machine. */
export const withLoopback = (rules: OutboundRules): OutboundRules => ({
  ...rules,
  allow: [...rules.allow, ...LOOPBACK_RANGES],
});

/** For the start of the hub: an entry that nobody can read is told by its words. */
export function checkedRules(rules: OutboundRules): OutboundRules {
  rules.allow.forEach(parsed);
  rules.never?.forEach(parsed);
  return rules;
}

interface Allowed {
  /** Of the name in the address; null when the entry is a range. */
  readonly name: ((hostname: string) => boolean) | null;
  readonly range: BlockList | null;
  /** null: every port. */
  readonly port: number | null;
}

/** Decides by what a name resolves to, never by how an address is spelled. */
export class OutboundGuard {
  readonly #allowed: readonly Allowed[];
  readonly #never: readonly Allowed[];

  constructor(rules: OutboundRules) {
    this.#allowed = rules.allow.map(parsed);
    this.#never = (rules.never ?? []).map(parsed);
  }

  /** Whether the administrator has entered this very name or address. */
  isNamed(hostname: string, port: number): boolean {
    const name = canonicalName(hostname);
    return this.#allowed.some(
      (one) =>
        (one.port === null || one.port === port) &&
        (one.name?.(name) || (one.range !== null && isIP(hostname) !== 0 && contains(one.range, hostname))),
    );
  }

  /** Why none of `addresses` may be connected to, or null; one bad address spoils all of them (F26). */
  refusal(hostname: string, port: number, addresses: readonly string[]): HubError | null {
    const name = canonicalName(hostname);
    const isOwn = (one: Allowed) =>
      (one.port === null || one.port === port) &&
      (one.name?.(name) || addresses.some((address) => one.range && contains(one.range, address)));
    if (this.#never.some(isOwn)) return ownPlace(hostname, port);
    const allowed = this.#allowed.filter((one) => one.port === null || one.port === port);
    if (allowed.some((one) => one.name?.(name))) return null;
    const ranges = allowed.flatMap((one) => one.range ?? []);
    const isGood = (address: string) =>
      !contains(PRIVATE, address) || ranges.some((range) => contains(range, address));
    if (!addresses.every(isGood)) return notAllowed(hostname);
    const isNamed = allowed.some((one) => one.port === port);
    return isNamed || isWebPort(port) ? null : portNotAllowed(hostname, port);
  }
}

const FIRST_FREE_PORT = 1024;
/** Services that speak no HTTP: databases, queues, remote desktops, mail. */
const OTHER_SERVICES: ReadonlySet<number> = new Set([
  1433, 1521, 2049, 3306, 3389, 5432, 5672, 5900, 6000, 6379, 11_211, 27_017,
]);

/** S14: 80, 443, and what programs may choose freely unless it is known to be another service. */
const isWebPort = (port: number): boolean =>
  port === 80 || port === 443 || (port >= FIRST_FREE_PORT && !OTHER_SERVICES.has(port));

const PRIVATE = new BlockList();
for (const range of PRIVATE_RANGES) addRange(PRIVATE, range);

/** "fe80::1%eth0" is what a resolver may answer; what is no address at all is in every list. */
function contains(list: BlockList, address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  return family === 0 ? list === PRIVATE : list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

export const isPrivateAddress = (address: string): boolean => contains(PRIVATE, address);

const canonicalName = (hostname: string): string => domainToASCII(hostname.replace(/\.$/, '')).toLowerCase();

function parsed(entry: string): Allowed {
  const { host, port } = hostAndPort(entry.trim());
  const [address = '', length] = host.split('/');
  const family = isIP(address);
  if (family !== 0) return { name: null, range: rangeOf(entry, address, length), port };
  const name = canonicalName(host.replace(/^\*\./, ''));
  // domainToASCII cuts off a path; a last label of digits is an address with a slip of the pen.
  if (/[^\p{L}\p{M}\p{N}._*-]/u.test(host) || !/^([a-z0-9_-]+\.)*[a-z0-9_-]*[a-z_-][a-z0-9_-]*$/.test(name))
    throw malformed(entry);
  const isBelow = host.startsWith('*.');
  return {
    name: (hostname) => (isBelow ? hostname.endsWith(`.${name}`) : hostname === name),
    range: null,
    port,
  };
}

function hostAndPort(entry: string): { host: string; port: number | null } {
  if (isIPv6(entry.split('/')[0] ?? '')) return { host: entry, port: null };
  const parts = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(entry);
  const port = parts?.[3] === undefined ? null : Number(parts[3]);
  if (!parts || port === 0 || (port ?? 1) > 65_535) throw malformed(entry);
  return { host: parts[1] ?? parts[2] ?? '', port };
}

function rangeOf(entry: string, address: string, length: string | undefined): BlockList {
  const most = isIPv6(address) ? 128 : 32;
  const bits = length ?? String(most);
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > most) throw malformed(entry);
  const range = new BlockList();
  addRange(range, `${address}/${bits}`);
  return range;
}

const malformed = (entry: string) =>
  stopError(
    'BAD_CONFIGURATION',
    text(
      `Biến môi trường HUB_ALLOW_HOSTS có mục "${entry}" không hợp lệ; cần địa chỉ hoặc dải địa chỉ (10.1.0.0/16), tên máy chủ (lgsp.hue.gov.vn, *.hue.gov.vn), có thể kèm :cổng, cách nhau bằng dấu phẩy. Hãy sửa rồi chạy lại.`,
      `The environment variable HUB_ALLOW_HOSTS has the entry "${entry}", which is not valid; expected an address or range (10.1.0.0/16) or a host name (lgsp.hue.gov.vn, *.hue.gov.vn), each with an optional :port, separated by commas. Correct it and start again.`,
    ),
  );

const notAllowed = (host: string) =>
  configError(
    'ADDRESS_NOT_ALLOWED',
    text(
      `Máy chủ ${host} có địa chỉ nội bộ (không phải địa chỉ công cộng) nên hệ thống không kết nối. Nếu đúng là nguồn cần lấy, quản trị viên thêm máy chủ này vào HUB_ALLOW_HOSTS rồi khởi động lại.`,
      `${host} has a private address, not a public one, so it is not connected to. If it really is the source, an administrator adds it to HUB_ALLOW_HOSTS and restarts the hub.`,
    ),
  );

const ownPlace = (host: string, port: number) =>
  configError(
    'ADDRESS_NOT_ALLOWED',
    text(
      `${host}:${port} là địa chỉ nội bộ của chính DTI Hub (cơ sở dữ liệu hoặc API) nên không thể là nguồn. Hãy nhập địa chỉ của nguồn.`,
      `${host}:${port} is a private address of the hub itself (its database or API) and no source. Enter the address of the source.`,
    ),
  );

const portNotAllowed = (host: string, port: number) =>
  configError(
    'PORT_NOT_ALLOWED',
    text(
      `Cổng ${port} của máy chủ ${host} thường không phải cổng web nên hệ thống không kết nối. Nếu đúng là nguồn cần lấy, quản trị viên thêm ${host}:${port} vào HUB_ALLOW_HOSTS rồi khởi động lại.`,
      `Port ${port} of ${host} is usually no web server's, so it is not connected to. If it really is the source, an administrator adds ${host}:${port} to HUB_ALLOW_HOSTS and restarts the hub.`,
    ),
  );
