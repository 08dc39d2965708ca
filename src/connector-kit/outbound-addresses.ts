import { type BlockList, isIPv4 } from 'node:net';

/** Addresses that are no public server (S12): the hub's own machine and network, metadata services, reserved ranges. */
export const PRIVATE_RANGES: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  // Unspecified, loopback and IPv4-compatible.
  '::/96',
  // IPv4-translated (SIIT).
  '::ffff:0:0:0/96',
  '100::/64',
  // Local NAT64, whose IPv4 half stands at a place that only its operator knows.
  '64:ff9b:1::/48',
  // Teredo and 6to4 carry an IPv4 address of the sender's choice.
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

export const LOOPBACK_RANGES: readonly string[] = ['127.0.0.0/8', '::1/128'];

/** A range of IPv4 stands for the same machines when they are written as v4-mapped or NAT64 addresses, too. */
const IPV4_INSIDE_IPV6 = ['::ffff:', '64:ff9b::'];

/** `range` is "10.0.0.0/8" or "fc00::/7". */
export function addRange(list: BlockList, range: string): void {
  const [address = '', length = ''] = range.split('/');
  const bits = Number(length);
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  list.addSubnet(address, bits, family);
  if (family === 'ipv6') return;
  for (const prefix of IPV4_INSIDE_IPV6) list.addSubnet(prefix + address, 96 + bits, 'ipv6');
}
