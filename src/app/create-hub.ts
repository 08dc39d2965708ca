import { dataVersion } from '../store/data-version.ts';
import { assessIndicator } from './assess-indicator.ts';
import { assessmentView, assessmentViews } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import { editionComparison } from './edition-comparison.ts';
import { excludeIndicator } from './exclude-indicator.ts';
import type { Hub } from './hub.ts';
import { lossesOf } from './losses.ts';
import { pullRunProgress, pullRunView } from './pull-progress.ts';
import { toRunView } from './pull-run-view.ts';
import { rankingView } from './ranking.ts';
import { receiptFactsView, receiptRecordsView, receiptView } from './receipt.ts';
import { remediationOf } from './remediation.ts';
import { removalProposals } from './removal-proposals.ts';
import { scoreboardView } from './scoreboard.ts';
import { beginPull, createSource, runsOf, sourcesPage, sourceView, testSource } from './sources.ts';
import { trendOf } from './trend.ts';

/** Binds the use cases to what they stand on: the one thing that server and command line talk to. */
export function createHub(deps: HubDeps, afterPull: () => Promise<void>): Hub {
  const { directory } = deps;
  return {
    dataVersion: () => dataVersion(deps.database),
    indexSets: () => deps.indexSets,
    measure: (code) => deps.measures.get(code),
    findings: () => deps.indexSets.flatMap((set) => set.findings),
    compareEditions: (from, to) => editionComparison(deps.indexSets, from, to),

    assessment: (indexSet, year, level) => assessmentView(deps, indexSet, year, level),
    assessments: () => assessmentViews(deps),
    ranking: (assessment, page, within) => rankingView(deps, assessment, page, within),
    scoreboard: (unit, indexSet, year) => scoreboardView(deps, unit, indexSet, year),
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
    trend: (unitKey, indexSet) => trendOf(deps, unitKey, indexSet),

    connectors: () => deps.connectors,
    sources: (page) => sourcesPage(deps, page),
    source: (id) => sourceView(deps, id),
    runs: (sourceIds, first) => runsOf(deps, sourceIds, first),
    createSource: (input) => createSource(deps, input),
    testSource: (input) => testSource(deps, input),
    startPull: async (input) => {
      const { run, done } = await beginPull(deps, input);
      done
        .then(afterPull)
        .catch((cause) => deps.log.error({ cause: String(cause) }, 'scoring after a pull failed'));
      return toRunView(run);
    },
    pullRun: (id) => pullRunView(deps, id),
    pullRunProgress: (id, signal) => pullRunProgress(deps, id, signal),
    excludeIndicator: (input) => excludeIndicator(deps, input),
    assessIndicator: (input) => assessIndicator(deps, input),
    removalProposals: (assessment) => removalProposals(deps, assessment),
    remediation: (board, language) => remediationOf(deps, board, language),
    losses: (board) => lossesOf(board),
  };
}
