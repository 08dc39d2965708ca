import { fileURLToPath } from 'node:url';
import { bundle } from '../bootstrap/bundle.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');
const THREAD = fileURLToPath(new URL('../app/pull/reading/thread.ts', import.meta.url));
const CONNECTORS = new URL('../../connectors/index.ts', import.meta.url);

/** What a reading thread runs; `connectors` is the module that lists those it may read with. */
export const readingThreadFile = (connectors = CONNECTORS): Promise<URL> =>
  bundle(ROOT, {
    name: 'reading-thread',
    contents: [
      `import { connectors } from ${JSON.stringify(fileURLToPath(connectors))};`,
      `import { serveReadings } from ${JSON.stringify(THREAD)};`,
      'serveReadings(connectors);',
    ].join('\n'),
  });
