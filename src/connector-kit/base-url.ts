import { z } from 'zod';
import { bilingual } from './bilingual.ts';

const FORM = bilingual(
  'cần dạng https://ten-may-chu/duong-dan, không kèm tài khoản, dấu ? hoặc #',
  'expected the form https://host/path, without a user, ? or #',
);

/** Where a source is. No user, query or fragment: a secret in them would not be redacted. */
export const baseUrlField = () =>
  z.url({ protocol: /^https?$/, error: FORM }).refine((value) => !/[?#@\s]/.test(value), FORM);

/**
 * The address of `path`, which begins with a slash, below a base that may end with one. Without the slash
 * "@other.host" would lead elsewhere (S15).
 */
export const urlUnder = (baseUrl: string, path: string): string =>
  baseUrl.replace(/\/+$/, '') + (/^(?:$|[/?#])/.test(path) ? path : `/${path}`);
