import { isUtf8 } from 'node:buffer';
import type { HubError } from '../core/errors.ts';
import { brokenJson, otherCharset } from './body-errors.ts';
import { webPage } from './http-web-pages.ts';

/** What a JSON body may be read as and what it is told as when it cannot be. */
export interface JsonBody {
  readonly host: string;
  /** Decoded, as the source sent it. */
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
}

/** `parse` is given UTF-8 without a byte order mark. Its own message is not kept as the cause: it quotes the body. */
export function parsedJson<T>(body: JsonBody, parse: (utf8: Buffer) => T): T {
  const utf8 = inUtf8(body);
  try {
    return parse(utf8);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw notJson(body, utf8);
  }
}

/** A page of the web with status 200 is told as such and never parsed as "nothing" (F05, F06). */
function notJson({ host, contentType = '', bytes }: JsonBody, utf8: Buffer): HubError {
  const isPage =
    /^\s*</.test(utf8.toString('utf8', 0, 1024)) || (/html/i.test(contentType) && utf8.length > 0);
  return isPage ? webPage(host, utf8) : brokenJson(host, bytes.length);
}

/** By byte order mark, by the bytes themselves, and only then by what the header says: headers are often wrong. */
function inUtf8(body: JsonBody): Buffer {
  const { bytes } = body;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return checkedUtf8(body, bytes.subarray(3));
  const utf16 = utf16Of(bytes);
  return utf16 === null ? checkedUtf8(body, bytes) : recoded(body, bytes, utf16);
}

/** JSON begins with an ASCII character, so one of its first two bytes is 0 in UTF-16 without a mark. */
function utf16Of(bytes: Buffer): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length < 2) return null;
  if (second === 0 && first !== 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : null;
}

function checkedUtf8(body: JsonBody, bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  const charset = /charset="?([\w.:-]{1,20})/i.exec(body.contentType ?? '')?.[1]?.toLowerCase() ?? null;
  if (charset !== null && !/^utf-?(8|16)/.test(charset)) return recoded(body, bytes, charset);
  // A cut inside of a letter is a cut (F07), not another charset.
  if ([1, 2, 3].some((missing) => isUtf8(bytes.subarray(0, -missing))))
    throw brokenJson(body.host, bytes.length);
  throw otherCharset(body.host, charset);
}

function recoded({ host }: JsonBody, bytes: Buffer, charset: string): Buffer {
  try {
    return Buffer.from(new TextDecoder(charset, { fatal: true }).decode(bytes), 'utf8');
  } catch {
    throw otherCharset(host, charset);
  }
}
