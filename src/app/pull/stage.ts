import { AsyncResource } from 'node:async_hooks';
import type { Connector, KnownSlice, RecordStream } from '../../connector-kit/connector.ts';
import type { Window } from '../../core/clock.ts';
import type { Span } from '../../core/tracer.ts';
import {
  adoptSlice,
  isAnythingPublished,
  type KnownStoredSlice,
  publishedSlice,
  type SliceWanted,
  sliceCounts,
  stagedSlice,
} from '../../store/known-slices.ts';
import type { RunCounters } from '../../store/pull-run.ts';
import {
  closeCountedSlice,
  closeRecordSlice,
  isWithoutDuplicates,
  type SamePages,
  takeOverPages,
} from '../../store/record-slices.ts';
import {
  closeValueSlice,
  copyRecords,
  copyValues,
  dropSlice,
  openSlice,
  reserveSliceIds,
  type StoredPage,
  savePages,
} from '../../store/slices.ts';
import type { HubDeps } from '../deps.ts';
import type { ReadHost, ReadSlice, Rows } from './reading/read-job.ts';
import { conflicting } from './reading/reading-errors.ts';
import { WritesBehind } from './writes-behind.ts';

/** What a source sent and said, slice by slice: the ground for publishing or holding it back. */
export interface StagedSlice {
  readonly id: number;
  readonly stream: string;
  readonly window: Window;
  /** Distinct records, or distinct pairs of unit and day of ready values. */
  readonly received: number;
  readonly declared: number | null;
  /** A visible slice of which every page is as it was: nothing of it is staged. */
  readonly isConfirmed: boolean;
}

export interface RunOfStage {
  readonly runId: number;
  readonly sourceId: number;
  /** See slice.reading. */
  readonly reading: string;
  /** The stopped run that this one goes on from. */
  readonly resumed: number | null;
}

/** Where a slice that is being read stands: what is known of it, and its checkpoint so far. */
interface OpenSlice {
  readonly known: Known | null;
  /** Its row is there: rows of a slice that nobody knows would never be removed. */
  readonly opened: Promise<void>;
  readonly span: Span;
  readonly writes: Promise<void>[];
  /** Written since the last checkpoint. */
  pages: StoredPage[];
}

interface Known {
  readonly stream: string;
  readonly window: Window;
  readonly staged: KnownStoredSlice | null;
  readonly published: KnownStoredSlice | null;
}

/** A year of a source has about as many slices. */
const IDS_AT_ONCE = 40;

/** Pages between two checkpoints: what a killed process makes the next one read again. */
const CHECKPOINT_PAGES = 20;

/**
 * Where a reading puts its rows: the staging tables. Nothing of it is visible before the run is published. Writes
 * go on while the next page is read, a few at a time, so that memory stays bounded.
 */
export class Stage implements ReadHost {
  readonly slices: StagedSlice[] = [];
  counters: RunCounters | null = null;

  readonly #deps: HubDeps;
  readonly #connector: Connector;
  readonly #run: RunOfStage;
  readonly #behind = new WritesBehind();
  readonly #open = new Map<number, OpenSlice>();
  readonly #beginSpan: (stream: string) => Span;
  #known: Known | null = null;
  #isPublished: Promise<boolean> | null = null;
  #freeIds: number[] = [];

  constructor(deps: HubDeps, connector: Connector, run: RunOfStage) {
    this.#deps = deps;
    this.#connector = connector;
    this.#run = run;
    // Calls come from a thread that serves one run after the other: the span of this one is remembered here.
    this.#beginSpan = AsyncResource.bind((stream: string) => deps.tracer.begin('slice', { stream }));
  }

  async known(stream: string, window: Window): Promise<KnownSlice> {
    const { sourceId, reading, resumed } = this.#run;
    const wanted: SliceWanted = { sourceId, stream, window, reading };
    const staged = resumed === null ? null : await stagedSlice(this.#deps.database.staging, resumed, wanted);
    this.#isPublished ??= isAnythingPublished(this.#deps.database.staging, sourceId);
    const published = (await this.#isPublished)
      ? await publishedSlice(this.#deps.database.staging, wanted)
      : null;
    this.#known = { stream, window, staged, published };
    if (staged?.isSealed) return { isRead: true, pages: [] };
    const pages = new Map((published?.pages ?? []).map((page) => [page.number, knownPage(page, false)]));
    for (const page of staged?.pages ?? []) pages.set(page.number, knownPage(page, true));
    return { isRead: false, pages: [...pages.values()] };
  }

  async open(stream: string): Promise<number> {
    const known = this.#known?.stream === stream ? this.#known : null;
    this.#known = null;
    const { runId, sourceId, reading } = this.#run;
    const slice = { runId, sourceId, stream, window: known?.window ?? null, reading };
    const id = await this.#freeId();
    const opened = openSlice(this.#deps.database.staging, id, slice);
    // Told to whoever writes or closes.
    opened.catch(() => {});
    this.#open.set(id, { known, opened, span: this.#beginSpan(stream), writes: [], pages: [] });
    return id;
  }

  async write({ sliceId, kind, copyText, pages }: Rows): Promise<void> {
    const slice = this.#openSlice(sliceId);
    const copy = kind === 'records' ? copyRecords : copyValues;
    const copied = copyText.length > 0 ? () => copy(this.#deps.database.staging, copyText) : async () => {};
    const { ended } = await this.#behind.add(async () => {
      await slice.opened;
      await copied();
      slice.pages.push(...pages.map(storedPage));
      if (slice.pages.length >= CHECKPOINT_PAGES) await this.#checkpoint(sliceId, slice);
      for (const page of pages) this.#deps.failPoint(`after_page:${page.number}`);
    });
    slice.writes.push(ended);
  }

  async close(end: ReadSlice): Promise<void> {
    const slice = this.#openSlice(end.sliceId);
    this.#open.delete(end.sliceId);
    // Its place in the list is its place in the reading, whichever slice is closed first.
    const place = this.slices.push(pending(end)) - 1;
    await this.#behind.add(async () => {
      await Promise.all([slice.opened, ...slice.writes]);
      // A slice of which a piece is missing must never be sealed: a later run would go on from it.
      this.#behind.throwFailure();
      this.slices[place] = await this.#closed(end, slice);
      slice.span.note({ ...end.window });
      slice.span.end();
      this.#deps.failPoint('after_slice');
    });
  }

  async drop(sliceId: number): Promise<void> {
    const slice = this.#openSlice(sliceId);
    this.#open.delete(sliceId);
    await Promise.all([slice.opened, ...slice.writes]);
    slice.span.end('READ_AGAIN');
    await dropSlice(this.#deps.database.staging, sliceId);
  }

  async keep(stream: string, window: Window): Promise<number> {
    const staged = this.#known?.staged as KnownStoredSlice;
    this.#known = null;
    const { records, declaredTotal } = await adoptSlice(
      this.#deps.database.staging,
      staged.id,
      this.#run.runId,
    );
    const { id } = staged;
    this.slices.push({ id, stream, window, received: records, declared: declaredTotal, isConfirmed: false });
    return records;
  }

  progress(counters: RunCounters): void {
    this.counters = counters;
  }

  /** Everything is written. */
  end(): Promise<void> {
    return this.#behind.end();
  }

  /** Whatever happened, nothing is being written any more, and what was read may be gone on with. */
  async settled(): Promise<void> {
    await this.#behind.settled();
    for (const [id, slice] of this.#open) {
      await this.#checkpoint(id, slice).catch(() => {});
      slice.span.end('STOPPED');
    }
  }

  async #freeId(): Promise<number> {
    if (this.#freeIds.length === 0) {
      this.#freeIds = await reserveSliceIds(this.#deps.database.staging, IDS_AT_ONCE);
    }
    return this.#freeIds.shift() as number;
  }

  #openSlice(id: number): OpenSlice {
    const slice = this.#open.get(id);
    if (!slice) throw new TypeError(`Slice ${id} is not open`);
    return slice;
  }

  async #checkpoint(sliceId: number, slice: OpenSlice): Promise<void> {
    if (slice.pages.length === 0) return;
    const pages = slice.pages;
    slice.pages = [];
    await savePages(this.#deps.database.staging, sliceId, pages);
  }

  async #closed(end: ReadSlice, slice: OpenSlice): Promise<StagedSlice> {
    const { sliceId, stream, window } = end;
    await this.#checkpoint(sliceId, slice);
    const staged = { stream, window, declared: end.declaredTotal };
    const published = slice.known?.published;
    if (published && isUnchanged(end, published)) {
      await dropSlice(this.#deps.database.staging, sliceId);
      const { records } = await sliceCounts(this.#deps.database.staging, published.id);
      return { ...staged, id: published.id, received: records, isConfirmed: true };
    }
    const takenOver = await this.#takeOver(end, slice);
    const records = this.#connector.records.find(({ name }) => name === stream);
    const received = records
      ? await this.#closeRecords(end, records, takenOver)
      : await this.#closeValues(end);
    return { ...staged, id: sliceId, received, isConfirmed: false };
  }

  /** Answers what was taken over from the visible slice. */
  async #takeOver({ sliceId, same }: ReadSlice, { known }: OpenSlice): Promise<SamePages | null> {
    let visible: SamePages | null = null;
    for (const [from, isRead] of [
      [known?.staged, true],
      [known?.published, false],
    ] as const) {
      const pages = same.filter((page) => page.isRead === isRead).map(({ number }) => number);
      if (from && pages.length > 0) {
        await takeOverPages(this.#deps.database.staging, sliceId, { sliceId: from.id, pages });
        if (!isRead) visible = { sliceId: from.id, pages };
      }
    }
    return visible;
  }

  async #closeRecords(
    end: ReadSlice,
    stream: RecordStream<never>,
    takenOver: SamePages | null,
  ): Promise<number> {
    const ids = stream.measures.map((measure) => this.#deps.measures.id(measure.code));
    const { runId: id, sourceId } = this.#run;
    const run = { id, sourceId, stream: stream.name };
    const { staging } = this.#deps.database;
    if (!end.tally || !(await isWithoutDuplicates(staging, end.sliceId))) {
      return (await closeRecordSlice(staging, end, run, ids, takenOver)).records;
    }
    await copyValues(staging, end.tally.copyText);
    await closeCountedSlice(staging, end, run, end.tally.records);
    return end.tally.records;
  }

  async #closeValues(end: ReadSlice): Promise<number> {
    const closed = await closeValueSlice(this.#deps.database.staging, end);
    if ('conflict' in closed) {
      const { measureId, unitId, day } = closed.conflict;
      const unit = this.#deps.unitIds.unit(unitId)?.code ?? '?';
      throw conflicting(this.#deps.measures.code(measureId), unit, day);
    }
    return end.pairs;
  }
}

/** Every page is as it is in the visible slice, and there are no more and no fewer. Without pages nothing is known. */
const isUnchanged = ({ same, pagesRead }: ReadSlice, { pages }: KnownStoredSlice): boolean =>
  pages.length > 0 && pagesRead === 0 && same.length === pages.length && same.every((page) => !page.isRead);

const pending = ({ sliceId, stream, window, declaredTotal }: ReadSlice): StagedSlice => ({
  id: sliceId,
  stream,
  window,
  received: 0,
  declared: declaredTotal,
  isConfirmed: false,
});

const knownPage = ({ digest, etag, ...page }: StoredPage, isRead: boolean) => ({
  ...page,
  mark: { digest, etag },
  isRead,
});

const storedPage = ({ number, mark, items, records, total }: Rows['pages'][number]): StoredPage => ({
  number,
  ...mark,
  items,
  records,
  total,
});
