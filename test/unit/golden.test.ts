import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { givenValue } from '../../src/app/assess-indicator.ts';
import { withOfficial } from '../../src/app/given-values.ts';
import type { IndexSet, ValueColumn } from '../../src/catalog/index-set.ts';
import { loadCatalogue } from '../../src/catalog/load-catalogue.ts';
import { measuresOf } from '../../src/connector-kit/connector.ts';
import { toNumber } from '../../src/core/points.ts';
import type { UnitLevel } from '../../src/core/unit.ts';
import type { GivenValues } from '../../src/scoring/decided-score.ts';
import { scoreUnit } from '../../src/scoring/score-unit.ts';

/**
 * Stored inputs must give the stored scoreboards for ever. Where a change is wanted, `npm run golden:refresh`
 * writes them anew, and the difference is read before it is committed.
 */
const GOLDEN = new URL('../golden/', import.meta.url);

interface GoldenUnit {
  readonly name: string;
  readonly level: UnitLevel;
  readonly year: number;
  /** Code of a unit whose result the document publishes; null otherwise. */
  readonly unit: string | null;
  readonly quantities: Readonly<Record<string, { value: number; day: string }>>;
  /** As people type it, by indicator and column. */
  readonly given: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly exclusions: Readonly<Record<string, { decisionNumber: string; decisionDate: string }>>;
}

const { indexSets } = loadCatalogue(connectors.flatMap((connector) => measuresOf(connector)));

const typed = (set: IndexSet, given: GoldenUnit['given']): ReadonlyMap<string, GivenValues> =>
  new Map(
    Object.entries(given).map(([code, columns]) => {
      const indicator = set.indicators.find((one) => one.code === code);
      if (!indicator) throw new Error(`the golden input names ${code}, which ${set.code} has not`);
      const values = Object.entries(columns).map(([column, value]) => [
        column as ValueColumn,
        givenValue(set, indicator, value),
      ]);
      return [code, Object.fromEntries(values) as GivenValues];
    }),
  );

function scoreboard(set: IndexSet, input: GoldenUnit) {
  const official = set.officialResults.find((one) => one.unit === input.unit && one.year === input.year);
  const score = scoreUnit({
    set,
    level: input.level,
    year: input.year,
    quantities: new Map(Object.entries(input.quantities)),
    exclusions: new Map(Object.entries(input.exclusions)),
    suspects: new Map(),
    ...withOfficial(official ?? null, typed(set, input.given)),
  });
  const number = (value: number | null) => (value === null ? null : toNumber(value));
  return {
    name: input.name,
    level: input.level,
    points: number(score.points),
    maxApplicable: toNumber(score.maxApplicable),
    percent: number(score.percent),
    groups: score.groups.map((one) => `${one.code}: ${number(one.points)} / ${toNumber(one.maxApplicable)}`),
    rows: score.scores.map(
      (one) =>
        `${one.indicator}: ${one.state} ${number(one.points)} ${one.basis ?? '-'} ${one.reason?.vi ?? ''}`,
    ),
  };
}

describe('golden assessments', () => {
  it('every set has one', () => {
    expect(readdirSync(GOLDEN).sort()).toEqual(indexSets.map((set) => set.code).sort());
  });

  it.each(indexSets.map((set) => [set.code, set] as const))('%s', async (code, set) => {
    const { units } = JSON.parse(readFileSync(new URL(`${code}/input.json`, GOLDEN), 'utf8')) as {
      units: GoldenUnit[];
    };
    const boards = units.map((unit) => scoreboard(set, unit));
    await expect(`${JSON.stringify(boards, null, 1)}\n`).toMatchFileSnapshot(
      `../golden/${code}/scoreboard.json`,
    );
  });
});
