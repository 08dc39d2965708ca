import type { IndexSet } from '../catalog/index-set.ts';
import { configError } from '../core/errors.ts';
import type { Aggregation, Quantities, Quantity } from '../core/measure.ts';
import { type Text, text } from '../core/text.ts';
import type { Unit } from '../core/unit.ts';
import { rank } from '../scoring/rank.ts';
import { scoreUnit } from '../scoring/score-unit.ts';
import { assessedValues } from '../store/assessed-values.ts';
import { type Assessment, type Exclusion, exclusionsOf, markScored } from '../store/assessments.ts';
import type { Queries } from '../store/database.ts';
import { heldRuns } from '../store/held-runs.ts';
import { lockFacts } from '../store/publish.ts';
import type { PullRun } from '../store/pull-run.ts';
import { type MeasureIdsByAggregation, quantitiesOf, type UnitQuantity } from '../store/quantities.ts';
import { writeScoreboards } from '../store/scoreboards.ts';
import { allSources } from '../store/sources.ts';
import type { HubDeps, MeasureTable } from './deps.ts';
import { givenByUnit, officialResultOf, withOfficial } from './given-values.ts';
import { scoreboardRows } from './scoreboard-row.ts';

export interface ScoredAssessment {
  readonly assessment: Assessment;
  readonly units: number;
  /** Units whose result is new. */
  readonly changed: number;
}

/**
 * Scores every unit of an assessment from the facts visible now and stores what changed, in one transaction.
 * Done again with the same facts it changes nothing.
 */
export async function scoreAssessment(deps: HubDeps, assessment: Assessment): Promise<ScoredAssessment> {
  const { id, year, level } = assessment;
  return deps.tracer.span('score', { assessment: id, year, level }, async (span) => {
    const scored = await scoredNow(deps, assessment);
    span.note({ units: scored.units, changed: scored.changed });
    return scored;
  });
}

async function scoredNow(deps: HubDeps, assessment: Assessment): Promise<ScoredAssessment> {
  const set = setInUse(deps.indexSets, assessment);
  const units = unitsOf(deps, assessment);
  return deps.database.transaction(async (queries) => {
    await lockFacts(queries);
    const knownAt = await now(queries, assessment.id);
    const wanted = measuresByAggregation(set, deps.measures);
    const quantities = await quantitiesOf(
      queries,
      assessment.window,
      units.map((unit) => deps.unitIds.of(unit)),
      wanted,
    );
    const exclusions = byUnit(await exclusionsOf(queries, assessment.id));
    const held = heldMeasures(await heldRuns(queries), assessment);
    const given = givenByUnit(await assessedValues(queries, assessment.id));
    const rowOf = scoreboardRows(set, assessment);
    const results = units.map((unit) => {
      const unitId = deps.unitIds.of(unit);
      const own = named(quantities(unitId), deps.measures);
      const score = scoreUnit({
        set,
        level: assessment.level,
        year: assessment.year,
        quantities: own.quantities,
        exclusions: exclusions.get(unitId) ?? NOTHING,
        suspects: held(unitId),
        ...withOfficial(officialResultOf(set, unit, assessment.year), given.get(unitId)),
      });
      return {
        unitCode: unit.code,
        points: score.points,
        maxApplicable: score.maxApplicable,
        row: rowOf(unit, unitId, score, own.sources),
      };
    });
    const rows = rank(results, set.rankBy).map(({ item, position, rank: place }) => ({
      ...item.row,
      position,
      rank: place,
    }));
    const changed = await writeScoreboards(queries, assessment.id, rows, knownAt);
    deps.failPoint('during_score');
    const practice = (await allSources(queries)).some((source) => source.practice && source.enabled);
    await markScored(queries, assessment.id, knownAt, practice);
    return { assessment, units: rows.length, changed };
  });
}

const NOTHING = new Map<string, never>();

/** After all that is known, though the clock of the database was set back: what is newer is told by it. */
async function now(queries: Queries, assessmentId: number): Promise<string> {
  const [row] = await queries.rows<{ at: string }>(
    `select greatest(clock_timestamp(), interval '1 millisecond' + greatest(a.scored_at,
       (select max(known_from) from scoreboard where assessment_id = a.id and known_to is null)))::text as at
     from assessment a where a.id = $1`,
    [assessmentId],
  );
  return (row as { at: string }).at;
}

/** The units of the assessment's level on the last day of its data window: those of its time. */
export function unitsOf(deps: HubDeps, assessment: Assessment): readonly Unit[] {
  const day = assessment.window.to;
  const scope = deps.directory.unit(assessment.within, day);
  return deps.directory.atLevelOn(assessment.level, day, scope.key);
}

/** The set an assessment was made with; a file changed since then is refused, because results would not be comparable. */
export function setInUse(indexSets: readonly IndexSet[], assessment: Assessment): IndexSet {
  const set = indexSets.find(
    (one) => one.code === assessment.indexSet && one.version === assessment.setVersion,
  );
  if (set?.digest === assessment.setDigest) return set;
  if (!set) throw versionNotLoaded(assessment);
  throw configError(
    'INDEX_SET_CHANGED',
    text(
      `Bộ chỉ số "${assessment.indexSet}" năm ${assessment.year} đã thay đổi sau khi được dùng để chấm. Hãy khôi phục tệp cũ hoặc lập phiên bản mới.`,
      `Index set "${assessment.indexSet}" of ${assessment.year} changed after it was used. Restore the file or make a new version.`,
    ),
  );
}

/** Another process imported it since this one started. */
const versionNotLoaded = ({ indexSet, year, setVersion }: Assessment) =>
  configError(
    'INDEX_SET_NOT_LOADED',
    text(
      `Kỳ đánh giá ${year} dùng phiên bản ${setVersion} của bộ chỉ số "${indexSet}" mà tiến trình này chưa nạp. Hãy khởi động lại DTI Hub.`,
      `The assessment of ${year} uses version ${setVersion} of index set "${indexSet}", which this process has not loaded. Start the hub again.`,
    ),
  );

export function measuresByAggregation(set: IndexSet, table: MeasureTable): MeasureIdsByAggregation {
  const ids: Record<Aggregation, number[]> = { SUM: [], LAST: [], CUM: [], MAX_DATE: [], MIN_DATE: [] };
  const codes = new Set(set.indicators.flatMap((indicator) => indicator.measures));
  for (const code of codes) ids[table.get(code).aggregation].push(table.id(code));
  return ids;
}

function named(
  list: readonly UnitQuantity[],
  table: MeasureTable,
): { quantities: Quantities; sources: ReadonlyMap<string, number> } {
  const quantities = new Map<string, Quantity>();
  const sources = new Map<string, number>();
  for (const { measureId, value, day, sourceId } of list) {
    const code = table.code(measureId);
    quantities.set(code, { value, day });
    sources.set(code, sourceId);
  }
  return { quantities, sources };
}

function byUnit(exclusions: readonly Exclusion[]): Map<number, Map<string, Exclusion>> {
  const units = new Map<number, Map<string, Exclusion>>();
  for (const exclusion of exclusions) {
    const own = units.get(exclusion.unitId) ?? new Map<string, Exclusion>();
    units.set(exclusion.unitId, own.set(exclusion.indicator, exclusion));
  }
  return units;
}

/** Why measures of a unit are held back: a pull of days of this assessment waits for a person. */
function heldMeasures(
  runs: readonly PullRun[],
  assessment: Assessment,
): (unitId: number) => ReadonlyMap<string, Text> {
  const held = runs
    .filter((run) => run.window.from <= assessment.window.to && run.window.to >= assessment.window.from)
    .flatMap((run) => run.held);
  if (held.length === 0) return () => NOTHING;
  return (unitId) =>
    new Map(
      held
        .filter((one) => one.unitId === null || one.unitId === unitId)
        .map((one) => [one.measure, one.reason]),
    );
}
