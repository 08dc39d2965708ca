import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { bodyTooLarge, brokenEncoding, unknownEncoding } from './body-errors.ts';

/** What is asked for; a server may send something else all the same. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** More than one layer is a mistake of a proxy, more than two an attack (F20). */
const MAX_LAYERS = 2;

/** Bytes of one step of unpacking; node's own 16 KB make many of a large page. */
const CHUNK = 256 * 1024;

const unzip = promisify(gunzip);
const unbrotli = promisify(brotliDecompress);
const undeflate = promisify(inflate);
const undeflateRaw = promisify(inflateRaw);

/** The body without its Content-Encoding; stops as soon as it is larger than `limit` bytes. */
export async function decoded(
  body: Buffer,
  contentEncoding: string | undefined,
  host: string,
  limit: number,
): Promise<Buffer> {
  if (contentEncoding === undefined || body.length === 0) return body;
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > MAX_LAYERS) throw unknownEncoding(host);
  let plain = body;
  for (const layer of layers.reverse()) plain = await withoutLayer(plain, layer, host, limit);
  return plain;
}

async function withoutLayer(body: Buffer, layer: string, host: string, limit: number): Promise<Buffer> {
  const options = { maxOutputLength: limit, chunkSize: CHUNK };
  try {
    switch (layer) {
      case 'gzip':
      case 'x-gzip':
        return await unzip(body, options);
      case 'br':
        return await unbrotli(body, options);
      case 'deflate':
        // Many servers leave out the head that the standard asks for.
        return await (hasZlibHead(body) ? undeflate : undeflateRaw)(body, options);
      default:
        throw unknownEncoding(host);
    }
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw bodyTooLarge(host, limit);
    if (code?.startsWith('Z_') || code?.startsWith('ERR_')) throw brokenEncoding(host);
    throw thrown;
  }
}

const hasZlibHead = (body: Buffer): boolean =>
  ((body[0] as number) & 0x0f) === 8 && body.length > 1 && body.readUInt16BE(0) % 31 === 0;
