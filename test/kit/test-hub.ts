import { inspect } from 'node:util';
import { ensureAssessments } from '../../src/app/assessments.ts';
import { type HubDeps, MeasureTable, UnitIds } from '../../src/app/deps.ts';
import { keysFrom } from '../../src/app/keys.ts';
import { scoreWhatChanged } from '../../src/app/nightly.ts';
import type { PullOptions } from '../../src/app/pull/pull.ts';
import { type StartedPull, startPull } from '../../src/app/pull/pull-source.ts';
import { readerHere } from '../../src/app/pull/reading/reader.ts';
import { noMeter } from '../../src/app/pull/run-meter.ts';
import { boundTo, sealConfig } from '../../src/app/pull/source-config.ts';
import { scoreboardView } from '../../src/app/scoreboard.ts';
import { Turns } from '../../src/app/turns.ts';
import { makeUnit } from '../../src/app/units/make-unit.ts';
import { UnitDirectory } from '../../src/app/units/unit-directory.ts';
import type { ScoreboardView } from '../../src/app/views/scoreboard.ts';
import { type Connector, measuresOf } from '../../src/connector-kit/connector.ts';
import type { Log } from '../../src/connector-kit/log.ts';
import { PUBLIC_ONLY } from '../../src/connector-kit/outbound-rules.ts';
import type { Day, Window } from '../../src/core/clock.ts';
import { HUB_ITSELF } from '../../src/core/origin.ts';
import { noTracing } from '../../src/core/tracer.ts';
import type { Unit, UnitLevel } from '../../src/core/unit.ts';
import type { Database } from '../../src/store/database.ts';
import { syncMeasures } from '../../src/store/measures.ts';
import type { PullRun } from '../../src/store/pull-run.ts';
import {
  allSources,
  insertSource,
  type NewSource,
  type StoredSource,
  sourceById,
} from '../../src/store/sources.ts';
import { syncUnits } from '../../src/store/units.ts';
import { FakeClock } from './fake-clock.ts';
import { type Script, ScriptedSource } from './scripted-connector.ts';
import { TEST_SET } from './test-set.ts';

export const SECRET = 'canary-token-4711';
export const YEAR: Window = { from: '2024-01-01', to: '2024-11-15' };

const HUE = makeUnit({
  code: '46',
  codeSystem: 'OFFICIAL',
  name: 'Thành phố Huế',
  level: 'PROVINCE',
  parentKey: null,
  validFrom: null,
  validTo: null,
});

const unit = (
  code: string,
  name: string,
  level: UnitLevel = 'COMMUNE',
  validFrom: Day | null = null,
  validTo: Day | null = null,
): Unit => makeUnit({ code, codeSystem: 'OFFICIAL', name, level, parentKey: HUE.key, validFrom, validTo });

/** Code 19804 names one commune until the reform and another one after it. */
export const OLD_VY_DA = unit('19804', 'Phường Vỹ Dạ cũ', 'COMMUNE', null, '2025-06-30');
export const NEW_VY_DA = unit('19804', 'Phường Vỹ Dạ mới', 'COMMUNE', '2025-07-01', null);

export const TEST_UNITS: readonly Unit[] = [
  HUE,
  unit('19801', 'Phường An'),
  unit('19802', 'Phường Bình'),
  unit('19803', 'Phường Châu'),
  OLD_VY_DA,
  NEW_VY_DA,
  unit('H57.29', 'Sở Khoa học và Công nghệ', 'DEPARTMENT'),
];

export interface VisibleFact {
  readonly unit: string;
  readonly measure: string;
  readonly day: Day;
  readonly value: number;
}

/** The engine with one scripted source over a small set and few units; everything else is the real thing. */
export class TestHub {
  readonly script = new ScriptedSource();
  readonly clock: FakeClock;
  readonly log: string[] = [];
  deps!: HubDeps;
  source!: StoredSource;

  private constructor(
    readonly database: Database,
    now: string,
  ) {
    this.clock = new FakeClock(now);
  }

  static async open(database: Database, now = '2024-11-16T03:00:00+07:00'): Promise<TestHub> {
    const hub = new TestHub(database, now);
    hub.deps = await hub.newDeps();
    await ensureAssessments(hub.deps);
    hub.source = await hub.addSource('Nguồn thử');
    return hub;
  }

  /** As another process on the same database would make them. */
  async newDeps(database: Database = this.database): Promise<HubDeps> {
    const connectors = [this.script.connector as Connector];
    const measures = connectors.flatMap((connector) => measuresOf(connector));
    return {
      by: 'local:thu',
      from: HUB_ITSELF,
      turns: new Turns(),
      database,
      clock: this.clock,
      log: this.logger(),
      tracer: noTracing,
      meter: noMeter,
      keys: keysFrom(Buffer.alloc(32, 7)),
      connectors,
      indexSets: [TEST_SET],
      directory: new UnitDirectory(TEST_UNITS, []),
      unitIds: new UnitIds(await syncUnits(database, TEST_UNITS), TEST_UNITS),
      measures: new MeasureTable(measures, await syncMeasures(database, measures)),
      province: HUE.code,
      outbound: PUBLIC_ONLY,
      dropDir: null,
      reader: readerHere(connectors, this.clock),
      failPoint: () => {},
    };
  }

  async addSource(name: string, more: Partial<NewSource> & { unitMap?: object } = {}): Promise<StoredSource> {
    const { unitMap = {}, ...rest } = more;
    const config = { url: 'https://nguon.example.vn', token: SECRET, unitMap };
    const stored = await insertSource(this.database, {
      name,
      connector: 'scripted',
      ...sealConfig(this.script.connector as Connector, config, this.deps.keys, boundTo(name)),
      schedule: '0 2 * * *',
      practice: false,
      ...rest,
    });
    return stored ?? ((await allSources(this.database)).find((one) => one.name === name) as StoredSource);
  }

  /** Begins a pull that plays the script. */
  async start(script: Script, window = YEAR, options: PullOptions = {}): Promise<StartedPull> {
    this.script.next(script);
    const source = (await sourceById(this.database, this.source.id)) as StoredSource;
    return startPull(this.deps, source, window, options);
  }

  async pull(script: Script, window = YEAR, options: PullOptions = {}): Promise<PullRun> {
    return (await this.start(script, window, options)).done;
  }

  score() {
    return scoreWhatChanged(this.deps);
  }

  board(unit: string, year = 2024): Promise<ScoreboardView> {
    return scoreboardView(this.deps, unit, 'test-set', year);
  }

  /** [state, points] of one row of a unit. */
  async row(unit: string, indicator: string): Promise<readonly [state: string, points: number | null]> {
    const board = await this.board(unit);
    const found = board.indicators.find((one) => one.indicator.code === indicator);
    return [found?.state ?? 'MISSING', found?.points ?? null];
  }

  /** Facts in force, or as they were known at an instant; of one measure when it is named. */
  facts(measure: string | null = null, knownAt: string | null = null): Promise<VisibleFact[]> {
    return this.database.rows<VisibleFact>(
      `select u.key as unit, m.code as measure, f.day, f.value::int as value from fact f
       join unit u on u.id = f.unit_id join measure m on m.id = f.measure_id
       where ($1::text is null or m.code = $1) and case when $2::text is null then f.known_to is null
         else f.known_from <= $2::timestamptz and (f.known_to is null or f.known_to > $2::timestamptz) end
       order by u.key, m.code, f.day, f.value`,
      [measure, knownAt],
    );
  }

  /** Facts in force of a measure as "unit code day value" lines. */
  async lines(measure: string, knownAt: string | null = null): Promise<string[]> {
    return (await this.facts(measure, knownAt)).map(
      ({ unit, day, value }) => `${unit.split(':')[1]} ${day} ${value}`,
    );
  }

  /** Every version of every fact and scoreboard: what must not change when nothing changed. */
  async versions(): Promise<{ facts: object[]; boards: object[]; scores: object[] }> {
    const all = (table: string, order: string) =>
      this.database.rows(`select * from ${table} order by ${order}`);
    return {
      facts: await all('fact', 'id'),
      boards: await all('scoreboard', 'id'),
      scores: await all('score', 'assessment_id, unit_id, indicator, known_from'),
    };
  }

  async count(table: string, where = 'true'): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      `select count(*)::int as n from ${table} where ${where}`,
    );
    return row?.n ?? 0;
  }

  async now(): Promise<string> {
    const [row] = await this.database.rows<{ at: string }>('select clock_timestamp()::text as at');
    return row?.at ?? '';
  }

  private logger(): Log {
    const write = (fields: object, message = '') =>
      void this.log.push(`${inspect(fields, { depth: 8 })} ${message}`);
    return { debug: write, info: write, warn: write, error: write };
  }
}
