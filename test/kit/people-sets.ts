import { ensureAssessments } from '../../src/app/assessments.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { type HubDeps, UnitIds } from '../../src/app/deps.ts';
import type { Hub } from '../../src/app/hub.ts';
import { scoreAll } from '../../src/app/nightly.ts';
import { UnitDirectory } from '../../src/app/units/unit-directory.ts';
import type { ScoreboardView } from '../../src/app/views/scoreboard.ts';
import type { Assignment, IndexSet, Indicator } from '../../src/catalog/index-set.ts';
import type { HubError } from '../../src/core/errors.ts';
import type { Succession, Unit } from '../../src/core/unit.ts';
import type { Database } from '../../src/store/database.ts';
import { syncUnits } from '../../src/store/units.ts';
import { TestHub } from './test-hub.ts';
import { TEST_SET } from './test-set.ts';

/** Another set of the same rows; `rows` changes some of them by printed code. */
export function setLike(
  code: string,
  more: Partial<IndexSet> = {},
  rows: Readonly<Record<string, Partial<Indicator>>> = {},
): IndexSet {
  const changed = TEST_SET.indicators.map((row) => ({ ...row, ...rows[row.code] }));
  const groups = TEST_SET.groups.map((group) => ({
    ...group,
    indicators: changed.filter((row) => row.groupCode === group.code),
  }));
  const set = { ...TEST_SET, code, series: code, indicators: changed, groups, ...more };
  return { ...set, digest: code };
}

const target = (text: string, atLeastPercent: number | null, unitOfTarget: string): Partial<Indicator> => ({
  maxPoints: 100,
  target: { text, atLeastPercent, footnote: null },
  unitOfTarget,
  ruleAt: () => null,
  measures: [],
});

/** Three targets that people report: a share, another one, and one that is no number. */
export const TARGETS = (code: string, more: Partial<IndexSet> = {}): IndexSet =>
  setLike(
    code,
    { scoringModel: 'TARGETS', missing: 'UNMET', counts: ['VERIFIED', 'SELF'], ...more },
    {
      '1.1': target('60%', 6000, '%'),
      '2.1': target('99,5%', 9950, '%'),
      '2.10': target('Có', null, 'Hệ thống'),
    },
  );

export const by = (...responsible: string[]): { assignment: Assignment } => ({
  assignment: { responsible, lead: [], support: [] },
});

interface World {
  readonly sets: readonly IndexSet[];
  readonly units?: readonly Unit[];
  readonly successions?: readonly Succession[];
  readonly now?: string;
}

/** A hub that knows these sets beside the one of the other tests, and these units instead. */
export async function openWorld(
  database: Database,
  { sets, units, successions = [], now }: World,
): Promise<{ test: TestHub; hub: Hub; score(): Promise<void> }> {
  const test = await TestHub.open(database, now);
  const places: Partial<HubDeps> = units
    ? {
        directory: new UnitDirectory(units, successions),
        unitIds: new UnitIds(await syncUnits(database, units), units),
      }
    : {};
  test.deps = { ...test.deps, ...places, indexSets: [...test.deps.indexSets, ...sets] };
  await ensureAssessments(test.deps);
  await scoreAll(test.deps);
  const score = async () => void (await scoreAll(test.deps));
  return { test, hub: createHub(test.deps, async () => {}), score };
}

export function rowOf(board: ScoreboardView, code: string): ScoreboardView['indicators'][number] {
  const row = board.indicators.find(({ indicator }) => indicator.code === code);
  if (!row) throw new Error(`The scoreboard has no row ${code}`);
  return row;
}

export const refusalOf = (asked: Promise<unknown>): Promise<HubError> =>
  asked.then(
    () => {
      throw new Error('It was not refused');
    },
    (error) => error,
  );
