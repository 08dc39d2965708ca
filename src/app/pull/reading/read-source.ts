import type { Batch, Connector, Json, ReadContext } from '../../../connector-kit/connector.ts';
import { laterDay, type Window } from '../../../core/clock.ts';
import type { Text } from '../../../core/text.ts';
import type { RunCounters } from '../../../store/pull-run.ts';
import { recordHash } from '../../keys.ts';
import type { ReadEnd, ReadHost, ReadJob } from './read-job.ts';
import { overCap } from './reading-caps.ts';
import { interleaved, oldAnswers } from './reading-errors.ts';
import { SetAsideRows } from './set-aside.ts';
import { type Piece, type Reading, SliceReader } from './slice-reader.ts';
import { UnitCodes } from './unit-codes.ts';

/** What the reading thread has of its own. */
export type ReadTools = Pick<ReadContext<unknown>, 'http' | 'files' | 'clock' | 'log' | 'signal'>;

/** Reads a source to its end and hands its rows to the host. Throws what the connector throws. */
export async function readSource(
  job: ReadJob,
  connector: Connector,
  host: ReadHost,
  tools: ReadTools,
): Promise<ReadEnd> {
  const units = new UnitCodes(job.unitCodes);
  // A window ends today at the latest; one that a test or a tool asks for may not.
  const setAside = new SetAsideRows(laterDay(job.today, job.window.to));
  const reading: Reading = { job, connector, host, units, setAside, hash: recordHash(job.hashSecret) };
  const progress = new ReadProgress(reading, tools);
  const { config, window, asOf, state } = job;
  const known = (stream: string, days: Window) => host.known(stream, days);
  const batches = connector.read({ ...tools, config, window, asOf, units: job.units, state, known });
  for await (const batch of batches) {
    tools.signal.throwIfAborted();
    await progress.take(batch);
  }
  const counters = progress.end();
  const warnings = [...progress.warnings, ...oldAnswers(tools.http.oldest())];
  return { counters, setAside: setAside.all(), state: progress.state, warnings };
}

class ReadProgress {
  state: Json = null;
  readonly warnings: Text[] = [];
  readonly #reading: Reading;
  readonly #tools: ReadTools;
  readonly #done: { stream: string; window: Window }[] = [];
  #open: SliceReader | null = null;
  #recordsRead = 0;
  #recordsExpected: number | null = null;

  constructor(reading: Reading, tools: ReadTools) {
    this.#reading = reading;
    this.#tools = tools;
  }

  async take(batch: Batch): Promise<void> {
    if (batch.type === 'warning') return void this.warnings.push(batch.text);
    if (this.#open && this.#open.stream !== batch.stream) throw interleaved(this.#open.stream, batch.stream);
    if (batch.type === 'kept') {
      this.#checkDays(batch);
      this.#recordsRead += await this.#reading.host.keep(batch.stream, batch.window);
      return;
    }
    if (batch.type === 'again') return this.#readAgain();
    const slice = this.#open ?? (await SliceReader.open(this.#reading, batch.stream));
    this.#open = slice;
    if (batch.type === 'slice') await this.#close(slice, batch);
    else await this.#add(slice, batch);
    const counters = this.#counters();
    this.#reading.host.progress(this.#soFar(counters));
    const over = overCap(counters, this.#reading.job.caps);
    if (over) throw over;
  }

  /** A slice that was begun and not closed must not be published. */
  end(): RunCounters {
    if (this.#open) throw new TypeError('The connector left its last slice open');
    return this.#counters();
  }

  async #add(slice: SliceReader, batch: Piece): Promise<void> {
    const before = slice.read;
    await slice.take(batch);
    this.#recordsRead += slice.read - before;
  }

  async #readAgain(): Promise<void> {
    const slice = this.#open;
    this.#open = null;
    if (!slice) return;
    this.#recordsRead -= slice.read;
    await slice.drop();
  }

  async #close(slice: SliceReader, end: Batch & { type: 'slice' }): Promise<void> {
    this.#open = null;
    this.#checkDays(end);
    await slice.close(end);
    const isOfRecords = this.#reading.connector.records.some(({ name }) => name === end.stream);
    // Of ready values a source declares its rows, each of which holds several.
    const expected = isOfRecords ? (end.declaredTotal ?? slice.read) : slice.read;
    this.#recordsExpected = (this.#recordsExpected ?? 0) + expected;
    if (end.state !== null) this.state = end.state;
  }

  /** Each day of a stream has one slice. */
  #checkDays({ stream, window }: { stream: string; window: Window }): void {
    const overlaps = this.#done.some(
      (one) => one.stream === stream && one.window.from <= window.to && one.window.to >= window.from,
    );
    if (overlaps) throw new TypeError(`Two slices of "${stream}" share days`);
    this.#done.push({ stream, window });
  }

  /** What is expected is told list by list: while no more is known to come than came, how much it will be is not known. */
  #soFar(counters: RunCounters): RunCounters {
    const { recordsRead, recordsExpected } = counters;
    return recordsExpected === null || recordsExpected > recordsRead
      ? counters
      : { ...counters, recordsExpected: null };
  }

  #counters(): RunCounters {
    const { http, files } = this.#tools;
    return {
      recordsRead: this.#recordsRead,
      recordsExpected: this.#recordsExpected,
      pagesRead: http.answers() + files.answers(),
      // A source is read from files or over HTTP.
      payloadHash: files.payloadHash() ?? http.payloadHash(),
      retries: http.retries(),
    };
  }
}
