import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { createSecureContext, rootCertificates } from 'node:tls';
import type { buildConnector, Dispatcher, Pool } from 'undici';
import { SECOND } from '../core/clock.ts';
import { OutboundGuard, type OutboundRules } from './outbound-rules.ts';
import { whenNeeded } from './when-needed.ts';

const undici = whenNeeded<typeof import('undici')>('undici');

/** For a thread that will ask sources, before the first one is due. */
export const loadHttp = (): void => void undici();

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

const CONNECT_TIMEOUT = 10 * SECOND;
const KEEP_ALIVE = 4 * SECOND;

/**
 * Connects only where the rules allow: a name is resolved once for each connection, every address is checked,
 * and the socket goes to these addresses and no others (F26). Server name and Host header stay the name.
 */
export function outboundAgent(rules: OutboundRules, resolve: Resolve = systemResolve): Dispatcher {
  const guard = new OutboundGuard(rules);
  const trust = trustOf(rules);
  const { Agent, Pool } = undici();
  return new Agent({
    keepAliveTimeout: KEEP_ALIVE,
    factory: (origin, options) =>
      new Pool(origin, { ...options, connect: connectorTo(new URL(origin), guard, resolve, trust) }),
  });
}

/** One agent for all that follow the same rules: a kept connection of others may lead where these forbid to go. */
export function sharedAgent(rules: OutboundRules): Dispatcher {
  const name = JSON.stringify([rules.allow, rules.authorities ?? [], rules.never ?? []]);
  const agent = agents.get(name) ?? outboundAgent(rules);
  agents.set(name, agent);
  return agent;
}

const agents = new Map<string, Dispatcher>();

/** The whole context, since `ca` alone would parse some hundred certificates for each connection. */
const trustOf = ({ authorities = [] }: OutboundRules) =>
  authorities.length === 0
    ? {}
    : { secureContext: createSecureContext({ ca: [...rootCertificates, ...authorities] }) };

type Connect = Pool.Options['connect'];

function connectorTo(url: URL, guard: OutboundGuard, resolve: Resolve, trust: object): Connect {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  // Node asks no lookup for a literal address.
  const refusal = isIP(literal) === 0 ? null : guard.refusal(url.hostname, port, [literal]);
  if (refusal) return (_: buildConnector.Options, callback) => process.nextTick(callback, refusal, null);
  return {
    timeout: CONNECT_TIMEOUT,
    autoSelectFamily: true,
    lookup: checkedLookup(port, guard, resolve),
    ...trust,
  };
}

const checkedLookup =
  (port: number, guard: OutboundGuard, resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    checkedAddresses(hostname, port, guard, resolve).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, []),
    );
  };

async function checkedAddresses(hostname: string, port: number, guard: OutboundGuard, resolve: Resolve) {
  const [first, ...others] = await resolve(hostname);
  if (!first) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  const addresses: [LookupAddress, ...LookupAddress[]] = [first, ...others];
  const refusal = guard.refusal(
    hostname,
    port,
    addresses.map(({ address }) => address),
  );
  if (refusal) throw refusal;
  return addresses;
}
