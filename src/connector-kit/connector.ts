import type { ZodType } from 'zod';
import type { Clock, Day, Window } from '../core/clock.ts';
import type { Measure } from '../core/measure.ts';
import type { Text } from '../core/text.ts';
import type { Unit } from '../core/unit.ts';
import type { FieldIssue } from './config-issues.ts';
import type { DropFolder } from './drop-folder.ts';
import type { Http, PageMark } from './http.ts';
import type { Log } from './log.ts';
import type { RunningSimulator, SimulatorOptions } from './simulator-server.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * One item of a source, reduced by an allow-list to what counting needs. Never personal data.
 * `data` is only handed to the `count` functions of the stream's measures and is not stored.
 */
export interface SourceRecord<D = unknown> {
  /** The source's own identifier, unique in the stream. Stored hashed when the stream says it identifies a person's case. */
  readonly key: string;
  /** Code of the unit as this source spells it. */
  readonly unit: string;
  /** When it counts, Vietnamese time with offset: "2024-03-12T08:15:00+07:00". Its first ten characters are the fact's day. */
  readonly at: string;
  /** Public title for the receipt, or null. Never text written by a citizen. */
  readonly title: string | null;
  readonly data: D;
}

/** A count that a source has already made. */
export interface SourceValue {
  readonly measure: string;
  readonly unit: string;
  /** Day of the event or snapshot. */
  readonly day: string;
  /** An integer >= 0 of the measure's unit. */
  readonly value: number;
}

/** How much a record adds to a measure: a number, or the code of the reason why it does not count. */
export type Count = number | string;

export interface RecordMeasure<D> extends Measure {
  count(data: D): Count;
}

/** A list of records of one kind and the measures counted from it. */
export interface RecordStream<D> {
  readonly name: string;
  readonly title: Text;
  /** True when the identifier leads to a person's case (a dossier number): only a keyed hash is stored. */
  readonly identifiesPerson: boolean;
  readonly measures: readonly RecordMeasure<D>[];
  /** Every reason a `count` may answer, in words. */
  readonly reasons: Readonly<Record<string, Text>>;
}

/** Ready values, counted by the source. */
export interface ValueStream {
  readonly name: string;
  readonly title: Text;
  readonly measures: readonly Measure[];
}

/**
 * What `read` yields. A slice is a piece of the window that is published whole (usually a month of a stream);
 * `slice` closes it and is required, its batches come before it and slices do not interleave.
 */
export type Batch =
  | {
      readonly type: 'records';
      readonly stream: string;
      readonly records: readonly SourceRecord[];
      /** The page they were read from, where the slice is read in pages: its checkpoint. */
      readonly page?: PageRead;
    }
  /** A page that is as it is known: its records are taken over without being read. */
  | { readonly type: 'same'; readonly stream: string; readonly page: KnownPage }
  /** What was read of the open slice so far does not hold: it is read again from its first page. */
  | { readonly type: 'again'; readonly stream: string }
  /** A slice that the stopped run before this one had read to its end. */
  | { readonly type: 'kept'; readonly stream: string; readonly window: Window }
  | { readonly type: 'values'; readonly stream: string; readonly values: readonly SourceValue[] }
  /** Rows of the open slice that can be neither counted nor kept; people are told how many and which is one. */
  | {
      readonly type: 'aside';
      readonly stream: string;
      readonly why: UnusableRow;
      readonly count: number;
      /** Row and field of one of them, never what stands there: "#12: ngay". */
      readonly example: string;
    }
  /** What staff should know of a pull that is good all the same: the run's message says it. Anywhere, also inside a slice. */
  | { readonly type: 'warning'; readonly stream?: undefined; readonly text: Text }
  | {
      readonly type: 'slice';
      readonly stream: string;
      readonly window: Window;
      /** How many records the source said there are (distinct keys); null when it does not say. */
      readonly declaredTotal: number | null;
      /**
       * Units of which this slice says nothing, neither a number nor zero, by the source's codes: what was known
       * of them stays. Left out: the slice speaks for all units.
       */
      readonly silentUnits?: readonly string[];
      /** Handed to the next read of this source; null to keep none. */
      readonly state: Json;
    };

/** Why a row cannot be used: nothing tells it from others, its day cannot be read, its figure is no whole number >= 0. */
export type UnusableRow = 'NO_KEY' | 'NO_DAY' | 'NO_COUNT';

/** One page of a slice, as it is kept beside its records. */
export interface PageRead {
  readonly number: number;
  readonly mark: PageMark;
  /** Rows the source sent. */
  readonly items: number;
  /** Records they gave. */
  readonly records: number;
  /** Rows there are by the source's own count; null when it does not say. */
  readonly total: number | null;
}

/** What the store holds of a slice that is about to be read. */
export interface KnownSlice {
  /** True when the stopped run before this one had read it to its end: nothing is left to read. */
  readonly isRead: boolean;
  readonly pages: readonly KnownPage[];
}

export interface KnownPage extends PageRead {
  /** Read by the stopped run before this one: it is not asked for again. */
  readonly isRead: boolean;
}

export interface CheckContext<C> {
  readonly config: C;
  readonly http: Http;
  /** What people and programs put into the hub's folders for files. */
  readonly files: DropFolder;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface ReadContext<C> extends CheckContext<C> {
  readonly window: Window;
  /**
   * The day up to which open cases are judged: the last day of the year's assessments, or today. The same for
   * a pull of a few days, or their figures would depend on how they were pulled.
   */
  readonly asOf: Day;
  /** The units this source is asked for, with the codes that the source uses. */
  readonly units: readonly { readonly code: string; readonly unit: Unit }[];
  /** State of the last published run; null at first. Anything unreadable means: read all again. */
  readonly state: Json;
  /** For `pagedSlice`. Empty unless the slice was read before by the same version with the same configuration. */
  known(stream: string, window: Window): Promise<KnownSlice>;
}

/** `sample` is what was really read, in words and without personal data. */
export interface CheckResult {
  readonly ok: boolean;
  readonly message: Text;
  readonly sample: string | null;
}

/** The lists that a connector delivers. */
export interface Streams {
  readonly records: readonly RecordStream<never>[];
  readonly values: readonly ValueStream[];
}

/** The measures of the release by code: what a configuration may name without describing it. */
export type KnownMeasures = Pick<ReadonlyMap<string, Measure>, 'get'>;

/**
 * Code that speaks to one kind of source system. `config` is one zod description that gives validation,
 * the form, the docs and the redaction (a field with `.meta({secret: true})` is never returned).
 * `check` and `read` throw HubError only; anything else counts as a bug.
 */
export interface Connector<C = unknown> extends Streams {
  /** Kebab-case noun, the folder's name. */
  readonly id: string;
  /** Semver of the connector: recorded with every run. */
  readonly version: string;
  readonly title: Text;
  readonly description: Text;
  readonly config: ZodType<C>;
  /**
   * Secrets that lie where the configuration is stored open (S19). A source is neither made nor edited with one; one
   * that was stored before is pulled all the same, with a warning.
   */
  openSecrets?(config: C): readonly FieldIssue[];
  /**
   * Where the lists depend on the configuration: these take the place of `records` and `values`, which then hold what
   * is the same for all, at most what some configuration offers.
   * Pure, for it is asked in the hub and in the reading thread.
   */
  streams?(config: C, known: KnownMeasures): Streams;
  /** Really reads one record; answers `ok: false` or throws a HubError with the reason. */
  check(context: CheckContext<C>): Promise<CheckResult>;
  read(context: ReadContext<C>): AsyncGenerator<Batch>;
  /** A real HTTP server that answers as the source system would; deterministic by seed. */
  simulate(options: SimulatorOptions): Promise<RunningSimulator>;
  /** The configuration that makes this connector read a simulator at `url`. */
  practiceConfig(url: string): C;
  /** Why `npm start` makes no practice source of it. */
  readonly withoutPractice?: string;
}

export const defineConnector = <C>(connector: Connector<C>): Connector<C> => connector;

/** The lists of one source of the connector. */
export const streamsOf = <C>(connector: Connector<C>, config: C, known: KnownMeasures): Streams =>
  connector.streams?.(config, known) ?? connector;

/** The connector as it is for one source: its lists are those of the configuration. */
export const configured = <C>(connector: Connector<C>, config: C, known: KnownMeasures): Connector<C> =>
  connector.streams ? { ...connector, ...pickStreams(streamsOf(connector, config, known)) } : connector;

const pickStreams = ({ records, values }: Streams): Streams => ({ records, values });

/** What the connectors of a release offer whatever their configuration. */
export const measuresOfRelease = (connectors: readonly Streams[]): ReadonlyMap<string, Measure> =>
  new Map(connectors.flatMap(measuresOf).map((measure) => [measure.code, measure]));

export const measuresOf = (connector: Streams): readonly Measure[] => [
  ...connector.records.flatMap((stream) => stream.measures as readonly Measure[]),
  ...connector.values.flatMap((stream) => stream.measures),
];
