import { parentPort, workerData } from 'node:worker_threads';
import { sentError } from '../app/pull/reading/thread-messages.ts';
import { decodeSpreadsheet } from '../connector-kit/spreadsheet.ts';
import type { SheetFile, SheetRead } from './sheet-in-thread.ts';

/** The inside of the thread: one spreadsheet, then the end. */
export async function serveSheet(): Promise<void> {
  const { bytes, place } = workerData as SheetFile;
  const read: SheetRead = await decodeSpreadsheet(bytes, place).then(
    (rows) => ({ rows }),
    (thrown: unknown) => ({ error: sentError(thrown) }),
  );
  parentPort?.postMessage(read);
}
