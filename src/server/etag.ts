import { createHash } from 'node:crypto';

const LENGTH = 27;

/**
 * Names an answer by its bytes: the same while the data are the same, another one as soon as the answer is. Express
 * answers 304 to a GET that knows it.
 */
export const etagOf = (body: string | Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, LENGTH)}"`;
