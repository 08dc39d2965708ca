import type { Window } from '../../core/clock.ts';
import { type Assessment, allAssessments } from '../../store/assessments.ts';
import type { StagedRun } from '../../store/publish.ts';
import {
  type AffectedScores,
  type QuantityChange,
  quantityChanges,
  type RunPreview,
  stagedChanges,
} from '../../store/staged-changes.ts';
import type { HubDeps } from '../deps.ts';

/** Changes that a person looks through; the count tells of the rest. */
const SHOWN_CHANGES = 100;

/** What publishing the staged rows of a run would do to facts and scores, worked out without publishing them. */
export async function runPreview(deps: HubDeps, staged: StagedRun, window: Window): Promise<RunPreview> {
  const facts = await stagedChanges(deps.database, staged);
  const changes = await quantityChanges(deps.database, staged);
  const biggest = changes.toSorted(
    (a, b) => sizeOf(b) - sizeOf(a) || a.measureId - b.measureId || a.unitId - b.unitId,
  );
  return {
    facts,
    changes: biggest.slice(0, SHOWN_CHANGES),
    changesCount: changes.length,
    affected: await affectedScores(deps, changes, window),
  };
}

const sizeOf = ({ before, after }: QuantityChange): number => Math.abs((after ?? 0) - (before ?? 0));

/** Each indicator that stands on a changed quantity, with the number of its units that have one. */
async function affectedScores(
  deps: HubDeps,
  changes: readonly QuantityChange[],
  { from, to }: Window,
): Promise<AffectedScores[]> {
  const unitsOfMeasure = new Map<string, Set<number>>();
  for (const { measureId, unitId } of changes) {
    const code = deps.measures.code(measureId);
    unitsOfMeasure.set(code, (unitsOfMeasure.get(code) ?? new Set()).add(unitId));
  }
  if (unitsOfMeasure.size === 0) return [];
  const assessments = (await allAssessments(deps.database)).filter(
    ({ window }) => window.from <= to && window.to >= from,
  );
  return assessments.flatMap((assessment) => affectedIn(deps, assessment, unitsOfMeasure));
}

function affectedIn(
  deps: HubDeps,
  { indexSet, setVersion, year, level, within, window }: Assessment,
  unitsOfMeasure: ReadonlyMap<string, ReadonlySet<number>>,
): AffectedScores[] {
  const set = deps.indexSets.find((one) => one.code === indexSet && one.version === setVersion);
  const scope = deps.directory.unit(within, window.to);
  const assessed = deps.directory.atLevelOn(level, window.to, scope.key).map((unit) => deps.unitIds.of(unit));
  const indicators = (set?.indicators ?? []).filter(({ levels }) => levels.includes(level));
  return indicators.flatMap(({ code: indicator, measures }) => {
    const units = assessed.filter((id) => measures.some((code) => unitsOfMeasure.get(code)?.has(id))).length;
    return units === 0 ? [] : [{ indexSet, year, level, indicator, units }];
  });
}
