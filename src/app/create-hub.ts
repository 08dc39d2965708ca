import DataLoader from 'dataloader';
import { dataVersion } from '../store/data-version.ts';
import { alertsPage, alertView } from './alerts/alerts-page.ts';
import { unscoredReason } from './as-of.ts';
import { assessIndicator } from './assess-indicator.ts';
import { assessmentView, assessmentViews } from './assessments.ts';
import { auditEntry, auditPage } from './audit/audit-page.ts';
import { orderedPull, recordBackfill } from './audit/ordered-pulls.ts';
import { compareYears } from './comparison/compare-years.ts';
import { createSource } from './create-source.ts';
import type { HubDeps } from './deps.ts';
import { editSource } from './edit-source.ts';
import { editionComparison } from './edition-comparison.ts';
import { excludeIndicator } from './exclude-indicator.ts';
import type { Hub } from './hub.ts';
import { hubStatistics } from './hub-statistics.ts';
import { apiTokensPage, apiTokenView, createApiToken, revokeApiToken } from './identity/api-tokens.ts';
import { lastMade } from './last-made.ts';
import { lossesOf } from './losses.ts';
import { scoreWhatChanged } from './nightly.ts';
import { backfill } from './pull/backfill.ts';
import { cancelPull } from './pull/cancel-pull.ts';
import { reviewRun } from './pull/review-run.ts';
import { frozenCopy, publicationView, publicationViews } from './publication/publications.ts';
import { publishResults } from './publication/publish-results.ts';
import { pullRunProgress, pullRunView } from './pull-progress.ts';
import { runPreviewView, toRunView } from './pull-run-view.ts';
import { rankingView } from './ranking.ts';
import { type Reads, type SharedReads, sharedReads } from './reads.ts';
import { receiptFactsView, receiptRecordsView, receiptView, recordsErasedView } from './receipt.ts';
import { remediationOf } from './remediation.ts';
import { removalProposals } from './removal-proposals.ts';
import { resultsOf } from './reports/results.ts';
import { MASK_BELOW } from './rights/few-people.ts';
import { grantViews } from './rights/grant-view.ts';
import { seenByEach } from './rights/seen-by.ts';
import { scoreboardAsOf, scoreboardView } from './scoreboard.ts';
import { scoreboardChanges } from './scoreboard-changes.ts';
import { backfillOf, backfillViews } from './source-backfill.ts';
import { sourceRuns } from './source-runs.ts';
import { settingsSchema } from './source-settings.ts';
import { runsOf, sourcesByIds, sourcesPage, sourceView } from './sources.ts';
import { testedSource } from './test-source.ts';
import { trendOf } from './trend.ts';
import { confirmUnitMatch, ignoreUnitCode, withdrawUnitMatch } from './unit-matching/decide-unit.ts';
import { unitMatchesPage, unitMatchView } from './unit-matching/unit-matches-page.ts';
import { unmatchedUnits } from './unit-matching/unmatched-units.ts';

/** Binds the use cases to what they stand on: the one thing that server and command line talk to. */
export function createHub(deps: HubDeps, afterPull: () => Promise<void>, shared?: SharedReads): Hub {
  const { directory } = deps;
  /** Questions leave the connections of pulls and changes alone (F54). */
  const database = { ...deps.database, ...deps.turns.forQuestions(deps.database.reading) };
  const reads = shared ?? sharedReads(database);
  const reading = { ...deps, database, reads: reads.now };
  const sources = new DataLoader((ids: readonly string[]) => sourcesByIds(reading, ids), { cache: false });
  const inBackground = (work: Promise<void>) =>
    void work.catch((cause) => deps.log.error({ cause: String(cause) }, 'work after a pull failed'));
  // By what is read and not by version: hubs that a limited one is made of must read the same.
  const over = lastMade((now: Reads) => createHub(deps, afterPull, { ...reads, now }));
  const hub: Hub = {
    as: (by, from) => createHub({ ...deps, by, from: from ?? deps.from }, afterPull, reads),
    at: (version) => over(reads.at(version)),
    seenBy: seenByEach({
      directory,
      whole: () => hub,
      over: (part) => createHub({ ...deps, ...part }, afterPull, reads),
      maskBelow: deps.maskBelow ?? MASK_BELOW,
    }),
    grantViews: (grants) => grantViews(directory, grants),
    // It is asked by every request, also by those that know their answer.
    dataVersion: () => dataVersion(deps.database.reading),
    statistics: () => hubStatistics(reading),
    indexSets: () => deps.indexSets,
    measure: (code) => deps.measures.get(code),
    findings: () => deps.indexSets.flatMap((set) => set.findings),
    compareEditions: (from, to) => editionComparison(deps.indexSets, from, to),

    assessment: (indexSet, year, level) => assessmentView(reading, indexSet, year, level),
    assessments: (filter) => assessmentViews(reading, filter),
    ranking: (assessment, page, within, asOf) => rankingView(reading, assessment, page, within, asOf),
    results: (assessment, within, asOf) => resultsOf(reading, assessment, within, asOf),
    compareYears: (unitKey, from, to) => compareYears(reading, unitKey, from, to),
    unscoredReason: (assessment, asOf) => unscoredReason(reading, assessment, asOf),
    scoreboard: (unit, indexSet, year) => scoreboardView(reading, unit, indexSet, year),
    scoreboardAsOf: (unit, indexSet, year, asOf) => scoreboardAsOf(reading, unit, indexSet, year, asOf),
    scoreboardChanges: (unit, indexSet, year, span) => scoreboardChanges(reading, unit, indexSet, year, span),
    publications: (assessmentIds) => publicationViews(reading, assessmentIds),
    publication: (id) => publicationView(reading, id),
    frozenCopy: (publication) => frozenCopy(reading, publication),
    publishResults: (input) => publishResults(deps, input),
    receipt: (board, indicator, language) => receiptView(reading, board, indicator, language),
    receiptFacts: (quantity, page) => receiptFactsView(reading, quantity, page),
    receiptRecords: (quantity, page, language) => receiptRecordsView(reading, quantity, page, language),
    recordsErasedAt: (quantity) => recordsErasedView(reading, quantity),

    unit: async (code, validOn) => directory.unit(code, validOn),
    units: async (filter, page) => directory.search(filter, page),
    unitsByKey: async (keys) => keys.map((key) => directory.byKey(key)),
    successions: async (keys) =>
      keys.map((key) => ({
        successors: directory.successors(key),
        predecessors: directory.predecessors(key),
      })),
    trend: (unitKey, indexSet, asOf) => trendOf(reading, unitKey, indexSet, asOf),

    connectors: () => deps.connectors,
    sources: (page) => sourcesPage(reading, page),
    source: (id) => sources.load(id),
    runs: (sourceIds, first) => runsOf(reading, sourceIds, first),
    alerts: (page, state) => alertsPage(reading, page, state),
    sourceRuns: (source, state, page) => sourceRuns(deps, source, state, page),
    alert: (id) => alertView(reading, id),
    createSource: (input) => createSource(deps, input),
    testSource: (input) => testedSource(deps, input),
    sourceSettingsSchema: () => settingsSchema(),
    updateSource: async (input) => sourceView(reading, String((await editSource(deps, input)).id)),
    startPull: async (input) => {
      const { run, done } = await orderedPull(deps, input);
      inBackground(done.then(afterPull));
      return toRunView(deps, run);
    },
    pullRunPreview: (id) => runPreviewView(reading, id),
    reviewPullRun: async (input) => {
      const run = await reviewRun(deps, input);
      await scoreWhatChanged(deps, true);
      return toRunView(deps, run);
    },
    auditEntries: (page, filter) => auditPage(reading, page, filter),
    auditEntry: (seq) => auditEntry(reading, seq),
    cancelPull: async (id) => toRunView(deps, await cancelPull(deps, id)),
    backfillPreview: async (input) => backfillViews(deps, await backfillOf(deps, input)),
    startBackfill: async (input) => {
      const steps = await backfillOf(deps, input);
      await recordBackfill(deps, input, steps);
      const pullAll = async () => {
        for await (const run of backfill(deps, steps)) if (run.state !== 'CANCELLED') await afterPull();
      };
      inBackground(pullAll());
      return backfillViews(deps, steps);
    },
    pullRun: (id) => pullRunView(reading, id),
    unmatchedUnits: (source, page) => unmatchedUnits(reading, source, page),
    unitMatches: (source, page) => unitMatchesPage(reading, source, page),
    unitMatch: (key) => unitMatchView(reading, key),
    confirmUnitMatch: (input) => confirmUnitMatch(deps, input),
    ignoreUnitCode: (input) => ignoreUnitCode(deps, input),
    withdrawUnitMatch: (input) => withdrawUnitMatch(deps, input),
    pullRunProgress: (id, signal) => pullRunProgress(reading, id, signal),
    apiTokens: (by, page) => apiTokensPage(reading, by, page),
    apiToken: (by, id) => apiTokenView(reading, by, id),
    createApiToken: (by, input) => createApiToken(deps, by, input),
    revokeApiToken: (by, id) => revokeApiToken(deps, by, id),
    excludeIndicator: (input) => excludeIndicator(deps, input),
    assessIndicator: (input) => assessIndicator(deps, input),
    removalProposals: (assessment, asOf) => removalProposals(reading, assessment, asOf),
    remediation: (board, language) => remediationOf(reading, board, language),
    losses: (board) => lossesOf(board),
  };
  return hub;
}
