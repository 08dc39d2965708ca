import { canonicalJson } from '../../core/canonical-json.ts';
import { dayOf } from '../../core/clock.ts';
import type { Assessment } from '../../store/assessments.ts';
import { databaseTime } from '../../store/database-time.ts';
import { practiceSourcesIn } from '../../store/practice-facts.ts';
import { lockFacts } from '../../store/publish.ts';
import {
  addPublication,
  hashOfDocument,
  publicationsOf,
  type StoredPublication,
} from '../../store/publications.ts';
import { assessmentOfId, toView } from '../assessments.ts';
import { record } from '../audit/record.ts';
import type { HubDeps } from '../deps.ts';
import { givenReason } from '../given-reason.ts';
import { type Results, resultsOf } from '../reports/results.ts';
import { unitsOf } from '../score-assessment.ts';
import type { PublicationView, PublishResults } from '../views/publication.ts';
import { toPublicationView } from './publications.ts';
import { nothingChanged, nothingScored, practiceData, windowNotOver } from './refusals.ts';
import { resultsDocument } from './results-document.ts';

/**
 * Freezes the results of an assessment as they are now. The live ones go on; who may see published results alone sees
 * this copy until the next one.
 */
export async function publishResults(deps: HubDeps, input: PublishResults): Promise<PublicationView> {
  const assessment = await assessmentOfId(deps, input.assessment);
  const { indexSet, year, level, window } = assessment;
  if (dayOf(deps.clock.now()) <= window.to) throw windowNotOver(window.to);
  return deps.database.transaction(async (queries) => {
    // Neither facts nor scores move while the copy is taken.
    await lockFacts(queries);
    const here: HubDeps = { ...deps, database: { ...deps.database, ...queries } };
    // A Date holds whole milliseconds, as people name moments.
    const at = new Date(await databaseTime(queries));
    const [last] = await publicationsOf(queries, [assessment.id]);
    const results = await resultsOf(here, toView(here, assessment), null, at);
    await refuseUnfit(here, assessment, results);
    const copy = resultsDocument(results);
    const document = canonicalJson(copy);
    if (last?.hash === hashOfDocument(document)) throw nothingChanged(last);
    const made = await addPublication(queries, {
      assessmentId: assessment.id,
      number: (last?.number ?? 0) + 1,
      at,
      scoredAt: results.assessment.scoredAt ?? at,
      by: deps.by,
      reason: reasonOf(input, last),
      heldScores: copy.heldScores,
      document,
    });
    await record(deps, queries, {
      action: 'RESULTS_PUBLISHED',
      subject: 'ResultPublication',
      subjectKey: [indexSet, year, level, made.number].join('/'),
      before: last ? { number: last.number, hash: last.hash } : null,
      after: { number: made.number, hash: made.hash, heldScores: made.heldScores },
      reason: made.reason,
    });
    return toPublicationView(made);
  });
}

/** A correction says what it corrects. */
function reasonOf({ reason }: PublishResults, last: StoredPublication | undefined): string | null {
  return last === undefined && !reason?.trim() ? null : givenReason(reason ?? '');
}

async function refuseUnfit(deps: HubDeps, assessment: Assessment, results: Results): Promise<void> {
  const { scoredAt, practice } = results.assessment;
  const isScored = results.boards.some(({ stored }) => stored.scores.some(([state]) => state === 'SCORED'));
  if (scoredAt === null || !isScored) throw nothingScored();
  const measures = new Set(results.assessment.indexSet.indicators.flatMap((one) => one.measures));
  const sources = await practiceSourcesIn(deps.database, {
    window: assessment.window,
    unitIds: unitsOf(deps, assessment).map((unit) => deps.unitIds.of(unit)),
    measureIds: [...measures].map((code) => deps.measures.id(code)),
    knownAt: scoredAt,
  });
  if (practice || sources.length > 0) throw practiceData(sources);
}
