import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const { start } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts as { start: string };

/** What `npm start` gives to Node: its flags, then the program. */
export const [, ...PRODUCT_START] = start.split(' ');

export const PRODUCT_FLAGS = PRODUCT_START.filter((word) => word.startsWith('--'));
