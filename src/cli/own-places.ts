import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Config } from '../config.ts';

const POSTGRES_PORT = 5432;
const ANY_ADDRESS: readonly string[] = ['0.0.0.0', '::', ''];

/** Where the hub's own database and API are, as entries of `OutboundRules` (S12): no source may be there. */
export async function ownPlaces(
  { databaseUrl, host, port }: Pick<Config, 'databaseUrl' | 'host' | 'port'>,
  resolve: (name: string) => Promise<readonly { address: string }[]> = (name) => lookup(name, { all: true }),
): Promise<string[]> {
  const places: string[] = [];
  if (databaseUrl !== null && URL.canParse(databaseUrl)) {
    const { hostname, port: own } = new URL(databaseUrl);
    places.push(...(await placesOf(hostname.replace(/^\[|\]$/g, ''), Number(own) || POSTGRES_PORT, resolve)));
  }
  // 0: chosen by the system.
  if (port !== 0) places.push(...(await placesOf(host, port, resolve)));
  return [...new Set(places)];
}

async function placesOf(
  host: string,
  port: number,
  resolve: (name: string) => Promise<readonly { address: string }[]>,
): Promise<string[]> {
  const found = ANY_ADDRESS.includes(host) ? thisMachine() : await addressesOf(host, resolve);
  const isHere = found.some((address) => thisMachine().includes(address));
  const addresses = isHere ? [...found, ...thisMachine(), '127.0.0.0/8'] : found;
  const names = isIP(host) === 0 && !ANY_ADDRESS.includes(host) ? [host] : [];
  return [...names, ...addresses].map((one) => `${one.includes(':') ? `[${one}]` : one}:${port}`);
}

/** What a name leads to now; a database that is not there yet is waited for elsewhere. */
async function addressesOf(
  host: string,
  resolve: (name: string) => Promise<readonly { address: string }[]>,
): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  return resolve(host).then(
    (all) => all.map(({ address }) => address),
    () => [],
  );
}

const thisMachine = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
