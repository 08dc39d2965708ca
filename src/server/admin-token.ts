import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

/** Tells whether an Authorization header names the administrator, in the same time for any wrong value. */
export function adminCheck(adminToken: string): (authorization: unknown) => boolean {
  const expected = digest(adminToken);
  return (authorization) => {
    const token =
      typeof authorization === 'string' ? /^Bearer +(\S+) *$/i.exec(authorization)?.[1] : undefined;
    return token !== undefined && timingSafeEqual(digest(token), expected);
  };
}
