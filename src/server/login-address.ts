import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Surroundings } from './session-cookie.ts';

/** Where a request comes from; of IPv6 the network, since one subscriber has all of its addresses. */
export function addressOf({ headers, socket }: IncomingMessage, { proxies }: Surroundings): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  // Counted from the right: each proxy of ours appends whom it saw, and what stands further left anybody may write.
  const address = (proxies > 0 ? forwarded.at(-proxies) : undefined) ?? socket.remoteAddress ?? '';
  return networkOf(withoutPort(address).replace(/^::ffff:(?=\d+\.)/i, ''));
}

/** Some proxies write "10.0.0.9:51234" and "[2001:db8::1]:51234": a new port is no new address. */
const withoutPort = (address: string): string =>
  address.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

/** "2001:db8::1" -> "2001:db8:0:0": the first 64 bits. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const gap =
    tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...gap, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}
