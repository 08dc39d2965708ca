import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { receivedError, type SentError } from '../app/pull/reading/thread-messages.ts';
import { bundle } from '../bootstrap/bundle.mjs';
import type { SheetRow } from '../connector-kit/sheet.ts';
import { tooLarge } from '../connector-kit/xlsx-refusals.ts';
import { text } from '../core/text.ts';

export interface SheetFile {
  readonly bytes: Uint8Array;
  readonly place: string;
}

export type SheetRead = { readonly rows: readonly SheetRow[] } | { readonly error: SentError };

const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');
const THREAD = fileURLToPath(new URL('./sheet-thread.ts', import.meta.url));
/** More than a table within the limits takes. */
const HEAP_MEGABYTES = 128;

/** The rows of a file that somebody hands over, read where it can neither fill the hub's memory nor hold it up (F48). */
export async function sheetInThread(bytes: Uint8Array, place: string): Promise<readonly SheetRow[]> {
  const file = await bundle(ROOT, {
    name: 'sheet-thread',
    contents: `import { serveSheet } from ${JSON.stringify(THREAD)};\nawait serveSheet();`,
  });
  const worker = new Worker(file, {
    workerData: { bytes, place } satisfies SheetFile,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  try {
    const [read] = (await once(worker, 'message')) as [SheetRead];
    if ('error' in read) throw receivedError(read.error);
    return read.rows;
  } catch (thrown) {
    throw (thrown as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch(place) : thrown;
  } finally {
    await worker.terminate();
  }
}

const tooMuch = (place: string) =>
  tooLarge(
    place,
    text(`cần hơn ${HEAP_MEGABYTES} MB bộ nhớ để đọc`, `it needs more than ${HEAP_MEGABYTES} MB to be read`),
  );
