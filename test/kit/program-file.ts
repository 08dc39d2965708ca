import { fileURLToPath } from 'node:url';
import { bundle } from '../../src/bootstrap/bundle.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** A TypeScript file of this project as one that Node runs, as the bootstrap makes it. */
export const programFile = (file: URL): Promise<URL> =>
  bundle(ROOT, { name: 'program', contents: `import ${JSON.stringify(fileURLToPath(file))};` });
