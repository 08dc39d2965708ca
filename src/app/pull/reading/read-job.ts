import type { Json, KnownPage, KnownSlice, PageRead, ReadContext } from '../../../connector-kit/connector.ts';
import type { OutboundRules } from '../../../connector-kit/outbound-rules.ts';
import type { Day, Window } from '../../../core/clock.ts';
import type { Text } from '../../../core/text.ts';
import type { RunCounters } from '../../../store/pull-run.ts';
import type { UnmatchedValues } from '../../../store/slices.ts';
import type { ReadingCaps } from './reading-caps.ts';
import type { SetAside } from './set-aside.ts';
import type { Tally } from './slice-tally.ts';

/** All that one reading of a source needs. Plain data: it is handed to another thread. */
export interface ReadJob {
  readonly connector: string;
  readonly sourceId: number;
  /** As the connector's `config` parsed it, with its secrets. */
  readonly config: unknown;
  readonly window: Window;
  readonly asOf: Day;
  readonly units: ReadContext<unknown>['units'];
  readonly state: Json;
  /** By the source's own code: the hub's units of that code, with the days on which they bore it. */
  readonly unitCodes: ReadonlyMap<string, readonly DatedUnit[]>;
  readonly measureIds: ReadonlyMap<string, number>;
  /** Where case numbers are hashed. */
  readonly hashSecret: string;
  readonly outbound: OutboundRules;
  /** Where files for sources lie; null: nowhere. */
  readonly dropDir: string | null;
  /** The hub's time at its beginning, in milliseconds since 1970. */
  readonly now: number;
  /** By the hub's calendar: no record may be of a later day. */
  readonly today: Day;
  /** The only units it speaks of, by surrogate id; null: all. */
  readonly onlyUnitIds: readonly number[] | null;
  readonly caps: ReadingCaps;
  /** What the source's operator asked for; null: as fast as it answers. */
  readonly requestsPerMinute: number | null;
}

export interface DatedUnit {
  readonly id: number;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}

/**
 * What a reading needs of whoever owns the database. Arguments and answers are plain data, because it may be on
 * the other side of a thread. A promise that is not resolved yet asks the reader to wait.
 */
export interface ReadHost {
  known(stream: string, window: Window): Promise<KnownSlice>;
  /** Begins a slice; answers its id, which leads each of its rows. */
  open(stream: string): Promise<number>;
  write(rows: Rows): Promise<void>;
  close(end: ReadSlice): Promise<void>;
  /** What was written into it does not hold. */
  drop(sliceId: number): Promise<void>;
  /** A slice that the stopped run before this one had read to its end; answers how many records it has. */
  keep(stream: string, window: Window): Promise<number>;
  progress(counters: RunCounters): void;
}

/** Rows ready to be copied into a slice, and what they make complete. */
export interface Rows {
  readonly sliceId: number;
  readonly kind: 'records' | 'values';
  /** COPY text. */
  readonly copyText: Uint8Array;
  /** Pages of which all rows are written with these. */
  readonly pages: readonly PageRead[];
}

/** The end of a slice as its connector told it. */
export interface ReadSlice {
  readonly sliceId: number;
  readonly stream: string;
  readonly window: Window;
  /** sha256 of what was read, base64url: the same again changes nothing. */
  readonly digest: string;
  readonly declaredTotal: number | null;
  /** Distinct pairs of unit and day of ready values. */
  readonly pairs: number;
  /** Pages that are as they are known: their records are taken over. */
  readonly same: readonly KnownPage[];
  /** False when rows of it were set aside. */
  readonly isWhole: boolean;
  /** Pages that were read. */
  readonly pagesRead: number;
  readonly silentUnitIds: readonly number[];
  readonly unmatched: UnmatchedValues;
  /** null: the store counts. */
  readonly tally: Tally | null;
}

export interface ReadEnd {
  readonly counters: RunCounters;
  /** Rows that cannot be true: they are not stored. */
  readonly setAside: readonly SetAside[];
  /** What the connector wants to find at its next read. */
  readonly state: Json;
  /** What the connector wants staff to know. */
  readonly warnings: readonly Text[];
}
