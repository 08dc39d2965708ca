import { dataVersion } from '../store/data-version.ts';
import { alertsPage } from './alerts/alerts-page.ts';
import { unscoredReason } from './as-of.ts';
import { assessIndicator } from './assess-indicator.ts';
import { assessmentView, assessmentViews } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import { editSource } from './edit-source.ts';
import { editionComparison } from './edition-comparison.ts';
import { excludeIndicator } from './exclude-indicator.ts';
import type { Hub } from './hub.ts';
import { hubStatistics } from './hub-statistics.ts';
import { lossesOf } from './losses.ts';
import { scoreWhatChanged } from './nightly.ts';
import { backfill } from './pull/backfill.ts';
import { cancelPull } from './pull/cancel-pull.ts';
import { reviewRun } from './pull/review-run.ts';
import { pullRunProgress, pullRunView } from './pull-progress.ts';
import { runPreviewView, toRunView } from './pull-run-view.ts';
import { rankingView } from './ranking.ts';
import { receiptFactsView, receiptRecordsView, receiptView } from './receipt.ts';
import { remediationOf } from './remediation.ts';
import { removalProposals } from './removal-proposals.ts';
import { scoreboardAsOf, scoreboardView } from './scoreboard.ts';
import { scoreboardChanges } from './scoreboard-changes.ts';
import { backfillOf, backfillViews } from './source-backfill.ts';
import { settingsSchema } from './source-settings.ts';
import { beginPull, createSource, runsOf, sourcesPage, sourceView, testSource } from './sources.ts';
import { trendOf } from './trend.ts';

/** Binds the use cases to what they stand on: the one thing that server and command line talk to. */
export function createHub(deps: HubDeps, afterPull: () => Promise<void>): Hub {
  const { directory } = deps;
  const inBackground = (work: Promise<void>) =>
    void work.catch((cause) => deps.log.error({ cause: String(cause) }, 'work after a pull failed'));
  return {
    dataVersion: () => dataVersion(deps.database),
    statistics: () => hubStatistics(deps),
    indexSets: () => deps.indexSets,
    measure: (code) => deps.measures.get(code),
    findings: () => deps.indexSets.flatMap((set) => set.findings),
    compareEditions: (from, to) => editionComparison(deps.indexSets, from, to),

    assessment: (indexSet, year, level) => assessmentView(deps, indexSet, year, level),
    assessments: () => assessmentViews(deps),
    ranking: (assessment, page, within, asOf) => rankingView(deps, assessment, page, within, asOf),
    unscoredReason: (assessment, asOf) => unscoredReason(deps, assessment, asOf),
    scoreboard: (unit, indexSet, year) => scoreboardView(deps, unit, indexSet, year),
    scoreboardAsOf: (unit, indexSet, year, asOf) => scoreboardAsOf(deps, unit, indexSet, year, asOf),
    scoreboardChanges: (unit, indexSet, year, span) => scoreboardChanges(deps, unit, indexSet, year, span),
    receipt: (board, indicator, language) => receiptView(deps, board, indicator, language),
    receiptFacts: (quantity, page) => receiptFactsView(deps, quantity, page),
    receiptRecords: (quantity, page, language) => receiptRecordsView(deps, quantity, page, language),

    unit: async (code, validOn) => directory.unit(code, validOn),
    units: async (filter, page) => directory.search(filter, page),
    unitsByKey: async (keys) => keys.map((key) => directory.byKey(key)),
    successions: async (keys) =>
      keys.map((key) => ({
        successors: directory.successors(key),
        predecessors: directory.predecessors(key),
      })),
    trend: (unitKey, indexSet, asOf) => trendOf(deps, unitKey, indexSet, asOf),

    connectors: () => deps.connectors,
    sources: (page) => sourcesPage(deps, page),
    source: (id) => sourceView(deps, id),
    runs: (sourceIds, first) => runsOf(deps, sourceIds, first),
    alerts: (page, state) => alertsPage(deps, page, state),
    createSource: (input) => createSource(deps, input),
    testSource: (input) => testSource(deps, input),
    sourceSettingsSchema: () => settingsSchema(),
    updateSource: async (input) => sourceView(deps, String((await editSource(deps, input)).id)),
    startPull: async (input) => {
      const { run, done } = await beginPull(deps, input, { dryRun: input.dryRun ?? false });
      inBackground(done.then(afterPull));
      return toRunView(deps, run);
    },
    pullRunPreview: (id) => runPreviewView(deps, id),
    reviewPullRun: async (input) => {
      const run = await reviewRun(deps, input);
      await scoreWhatChanged(deps, true);
      return toRunView(deps, run);
    },
    cancelPull: async (id) => toRunView(deps, await cancelPull(deps, id)),
    backfillPreview: async (input) => backfillViews(deps, await backfillOf(deps, input)),
    startBackfill: async (input) => {
      const steps = await backfillOf(deps, input);
      const pullAll = async () => {
        for await (const run of backfill(deps, steps)) if (run.state !== 'CANCELLED') await afterPull();
      };
      inBackground(pullAll());
      return backfillViews(deps, steps);
    },
    pullRun: (id) => pullRunView(deps, id),
    pullRunProgress: (id, signal) => pullRunProgress(deps, id, signal),
    excludeIndicator: (input) => excludeIndicator(deps, input),
    assessIndicator: (input) => assessIndicator(deps, input),
    removalProposals: (assessment, asOf) => removalProposals(deps, assessment, asOf),
    remediation: (board, language) => remediationOf(deps, board, language),
    losses: (board) => lossesOf(board),
  };
}
