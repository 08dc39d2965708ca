import type { IndexSet, LevelOfSet } from '../catalog/index-set.ts';
import { type Day, dayOf } from '../core/clock.ts';
import { configError, HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import { type Assessment, allAssessments, ensureAssessment } from '../store/assessments.ts';
import { type AssessmentFilter, assessmentTest } from './assessment-filter.ts';
import type { HubDeps } from './deps.ts';
import { followVersions } from './follow-versions.ts';
import { newAssessment, versionOfYear } from './new-assessment.ts';
import { readsFor } from './reads.ts';
import { setInUse } from './score-assessment.ts';
import type { AssessmentState, AssessmentView } from './views/assessment.ts';

/**
 * Makes the assessments of every set: of its own years, or of its first year and the current one while it is in use.
 * Those that are there follow their set to its newest version unless they are in use.
 */
export async function ensureAssessments(deps: HubDeps): Promise<void> {
  await followVersions(deps);
  const currentYear = Number(dayOf(deps.clock.now()).slice(0, 4));
  const known = new Set((await allAssessments(deps.database)).map(identityOf));
  for (const code of new Set(deps.indexSets.map((set) => set.code))) {
    const versions = deps.indexSets.filter((set) => set.code === code);
    for (const year of yearsOf(versions[0] as IndexSet, currentYear)) {
      const set = versionOfYear(versions, year);
      for (const level of set.levels) {
        const one = newAssessment(set, level, year);
        if (known.has(identityOf(one)) || !hasUnits(deps, set, level.level, one.window.to)) continue;
        await ensureAssessment(deps.database, one);
      }
    }
  }
}

const identityOf = ({
  indexSet,
  year,
  level,
}: {
  indexSet: string;
  year: number;
  level: UnitLevel;
}): string => `${indexSet} ${year} ${level}`;

function yearsOf(set: IndexSet, currentYear: number): readonly number[] {
  if (set.lastYear === null) return [...new Set([set.firstYear, Math.max(set.firstYear, currentYear)])];
  return Array.from({ length: set.lastYear - set.firstYear + 1 }, (_, index) => set.firstYear + index);
}

/** Districts end with 30/06/2025: a level without units has no assessment. */
function hasUnits(deps: HubDeps, set: IndexSet, level: UnitLevel, day: Day): boolean {
  const scope = deps.directory.byCodeOn(set.scope.code, day, set.scope.level);
  return scope !== null && deps.directory.atLevelOn(level, day, scope.key).length > 0;
}

export async function findAssessment(
  deps: HubDeps,
  indexSet: string,
  year: number,
  level: UnitLevel | null,
): Promise<Assessment[]> {
  if (!deps.indexSets.some((set) => set.code === indexSet)) throw unknownSet(deps.indexSets, indexSet);
  const ofSet = (await shownAssessments(deps)).filter((one) => one.indexSet === indexSet);
  const found = ofSet.filter((one) => one.year === year && (level === null || one.level === level));
  if (found.length > 0) return found;
  throw noAssessment(ofSet, indexSet, year, level);
}

/** Those of the caller: all, or those that are published. */
export async function shownAssessments(deps: HubDeps): Promise<readonly Assessment[]> {
  const all = await readsFor(deps).assessments();
  return deps.publishedOnly ? all.filter(({ published }) => published.length > 0) : all;
}

/** Throws UNKNOWN_ASSESSMENT. */
export async function assessmentOfId(deps: HubDeps, id: number): Promise<Assessment> {
  const found = (await shownAssessments(deps)).find((one) => one.id === id);
  if (found) return found;
  throw unknownAssessment();
}

export async function assessmentView(
  deps: HubDeps,
  indexSet: string,
  year: number,
  level: UnitLevel,
): Promise<AssessmentView> {
  const [found] = await findAssessment(deps, indexSet, year, level);
  return toView(deps, found as Assessment);
}

export async function assessmentViews(
  deps: HubDeps,
  filter: AssessmentFilter | null = null,
): Promise<AssessmentView[]> {
  const views = (await shownAssessments(deps)).map((one) => toView(deps, one));
  return filter === null ? views : views.filter(assessmentTest(deps.directory, filter));
}

export function toView(deps: HubDeps, one: Assessment, at: Date = deps.clock.now()): AssessmentView {
  const set = setInUse(deps.indexSets, one);
  const level = set.levels.find(({ level }) => level === one.level) as LevelOfSet;
  // No later scoring shows through what was published, and practice data cannot have been.
  const { practice, scoredAt } = deps.publishedOnly ? publishedScoring(one) : one;
  return {
    id: one.id,
    indexSet: set,
    year: one.year,
    level: one.level,
    owner: level.owner,
    state: stateOn(one, dayOf(at)),
    dataWindow: one.window,
    entryDeadline: one.entryDeadline,
    maxPoints: level.maxPoints,
    declaredMaxPoints: level.declaredMaxPoints,
    practice,
    scoredAt,
    published: one.published,
  };
}

const publishedScoring = ({ published }: Assessment) => ({
  practice: false,
  scoredAt: published.at(-1)?.scoredAt ?? null,
});

/** Data are collected, then units may still enter theirs, then results wait for approval; published they stay so. */
function stateOn(one: Assessment, today: Day): AssessmentState {
  if (one.published.length > 0) return 'PUBLISHED';
  if (today <= one.window.to) return 'COLLECTING';
  return today < one.entryDeadline ? 'ENTRY' : 'APPROVAL';
}

export function unknownSet(indexSets: readonly IndexSet[], code: string) {
  const known = indexSets.map((set) => set.code).join(', ');
  return configError(
    'UNKNOWN_INDEX_SET',
    text(
      `Không có bộ chỉ số "${code}". Các bộ chỉ số hiện có: ${known}.`,
      `There is no index set "${code}". Known: ${known}.`,
    ),
  );
}

const unknownAssessment = () =>
  new HubError(
    'config',
    'UNKNOWN_ASSESSMENT',
    text(
      'Không có kỳ đánh giá này. Hãy lấy mã từ danh sách kỳ đánh giá.',
      'There is no such assessment. Take an id from the list of assessments.',
    ),
    { details: { field: 'assessment' } },
  );

export function noAssessment(
  ofSet: readonly Pick<Assessment, 'year' | 'level'>[],
  indexSet: string,
  year: number,
  level: UnitLevel | null,
) {
  const known = [...new Set(ofSet.map((one) => `${one.year} ${one.level}`))].join(', ');
  const asked = level === null ? String(year) : `${year} ${level}`;
  return configError(
    'NO_ASSESSMENT',
    text(
      `Bộ chỉ số "${indexSet}" không có kỳ đánh giá ${asked}. Các kỳ hiện có: ${known || 'chưa có'}.`,
      `Index set "${indexSet}" has no assessment ${asked}. Known: ${known || 'none yet'}.`,
    ),
  );
}
