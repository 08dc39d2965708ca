import { readFileSync } from 'node:fs';

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

/** Tells the operator of a source who asks. */
export const USER_AGENT = `dti-hub/${JSON.parse(manifest).version}`;
