import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Surroundings } from './session-cookie.ts';

/** The address that a request comes from; '' when its socket is gone. */
export function addressOf({ headers, socket }: IncomingMessage, { proxies }: Surroundings): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  // Counted from the right: each proxy of ours appends whom it saw, and what stands further left anybody may write.
  const seen = proxies > 0 ? plain(forwarded.at(-proxies) ?? '') : '';
  return isIP(seen) ? seen : plain(socket.remoteAddress ?? '');
}

/** Without port and zone: some proxies write "10.0.0.9:51234" and "[2001:db8::1]:51234". */
const plain = (address: string): string =>
  address
    .replace(/^\[(.+)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
