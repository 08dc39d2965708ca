import { hash, randomBytes } from 'node:crypto';

/** 256 bits: what nobody guesses needs no slow hash. */
export const newOpaqueToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of it. */
export const tokenDigest = (token: string): string => hash('sha256', token, 'base64url');
