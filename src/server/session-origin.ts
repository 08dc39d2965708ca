import type { IncomingMessage } from 'node:http';
import { HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Surroundings } from './session-cookie.ts';

/**
 * Browsers send the cookie along with whatever page asks, so a request that comes with one must come from a page of
 * ours (S28). Programs send neither header. Throws FOREIGN_ORIGIN.
 */
export function checkOrigin({ headers }: IncomingMessage, { publicUrl }: Surroundings): void {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const isOwn = origin === undefined || isSame(origin, host, publicUrl);
  // "none": typed by the person; some browsers say same-site for another port of this machine.
  const isForeign = site === 'cross-site' || (site === 'same-site' && origin === undefined);
  if (!isOwn || isForeign) throw foreignOrigin();
}

function isSame(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== null && new URL(publicUrl).origin === origin) return true;
  return new URL(origin).host === host;
}

const foreignOrigin = () =>
  new HubError(
    'config',
    'FOREIGN_ORIGIN',
    text(
      'Yêu cầu đến từ trang web khác nên không được nhận kèm phiên đăng nhập. Hãy gọi từ chính trang của hệ thống, hoặc dùng mã truy cập.',
      'The request comes from another web site and is not taken with a session. Call from a page of this hub, or use an API token.',
    ),
  );
