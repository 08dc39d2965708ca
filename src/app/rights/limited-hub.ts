import { noAssessment } from '../assessments.ts';
import type { Hub } from '../hub.ts';
import { lastMade } from '../last-made.ts';
import type { Page } from '../page.ts';
import type { AssessmentView } from '../views/assessment.ts';
import type { QuantityView } from '../views/receipt.ts';
import type { Access } from './access.ts';
import { countsPeople, maskedClosing, maskedReceipt } from './few-people.ts';
import type { Permission } from './permissions.ts';
import { forbidden } from './refusals.ts';
import { runAsEvidence } from './shown-run.ts';

export interface LimitedHub {
  readonly whole: Hub;
  /** Over the caller's units alone, so that others are not found rather than refused (S07). For reading only. */
  readonly narrow: Hub;
  readonly access: Access;
  /** See `MASK_BELOW`. */
  readonly maskBelow: number;
}

/**
 * The hub as a caller with a part of the rights sees it. Every function of `Hub` stands here by name: one that is added
 * there does not compile before somebody decided what of it such a caller sees. From `narrow` comes what is about units.
 */
export function limitedHub({ whole, narrow, access, maskBelow }: LimitedHub): Hub {
  const needing =
    (permission: Permission) =>
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (access.may(permission)) return work(...args);
      throw forbidden(permission);
    };
  const reader = needing('VIEW_RESULTS');
  const viewer = needing('VIEW_SOURCES');
  const editor = needing('EDIT_SOURCES');
  // A hub of published results alone has no others (see as-of.ts): this is the second lock.
  const isShown = ({ state }: AssessmentView) => !access.publishedOnly || state === 'PUBLISHED';
  const shown = <T extends { readonly assessment: AssessmentView } | null>(found: T): T => {
    if (found === null || isShown(found.assessment)) return found;
    throw notPublished(found.assessment);
  };
  const maySeeRecords = ({ unitKey }: QuantityView) => access.mayAt('VIEW_EVIDENCE', unitKey);

  return {
    as: (...who) => limitedHub({ whole: whole.as(...who), narrow: narrow.as(...who), access, maskBelow }),
    at: lastMade((version) =>
      limitedHub({ whole: whole.at(version), narrow: narrow.at(version), access, maskBelow }),
    ),
    seenBy: whole.seenBy,
    grantViews: whole.grantViews,
    // They look at who asks themselves.
    apiTokens: whole.apiTokens,
    apiToken: whole.apiToken,
    createApiToken: narrow.createApiToken,
    revokeApiToken: whole.revokeApiToken,
    auditEntries: needing('ADMINISTER')(whole.auditEntries),
    auditEntry: needing('ADMINISTER')(whole.auditEntry),

    dataVersion: whole.dataVersion,
    statistics: whole.statistics,
    indexSets: whole.indexSets,
    measure: whole.measure,
    findings: whole.findings,
    compareEditions: whole.compareEditions,

    assessment: reader(async (...args) => {
      const assessment = await whole.assessment(...args);
      return shown({ assessment }).assessment;
    }),
    assessments: reader(async (...args) => (await whole.assessments(...args)).filter(isShown)),
    unscoredReason: whole.unscoredReason,
    ranking: narrow.ranking,
    results: narrow.results,
    compareYears: async (...args) => {
      const compared = await narrow.compareYears(...args);
      shown(compared.from);
      shown(compared.to);
      return compared;
    },
    scoreboard: async (...args) => shown(await narrow.scoreboard(...args)),
    scoreboardAsOf: async (...args) => shown(await narrow.scoreboardAsOf(...args)),
    scoreboardChanges: async (...args) => shown(await narrow.scoreboardChanges(...args)),
    publications: reader(whole.publications),
    publication: reader(whole.publication),
    frozenCopy: async (publication) => {
      if (access.mayEverywhere('VIEW_RESULTS')) return whole.frozenCopy(publication);
      throw forbidden('VIEW_RESULTS');
    },
    publishResults: needing('PUBLISH_RESULTS')(whole.publishResults),
    remediation: async (board, language) => {
      const items = await narrow.remediation(board, language);
      if (access.mayAt('VIEW_EVIDENCE', board.unit.key)) return items;
      return items.map((item) => maskedClosing(item, whole.measure, language));
    },
    losses: narrow.losses,
    // How many units have data tells of all of them.
    removalProposals: async (...args) =>
      access.mayEverywhere('VIEW_RESULTS') ? whole.removalProposals(...args) : [],
    receipt: async (board, ...args) => {
      const receipt = await narrow.receipt(board, ...args);
      return access.mayAt('VIEW_EVIDENCE', board.unit.key) ? receipt : maskedReceipt(receipt, maskBelow);
    },
    receiptFacts: async (quantity, page) => {
      if (countsPeople(quantity.measure) && !maySeeRecords(quantity)) return NOTHING;
      const facts = await narrow.receiptFacts(quantity, page);
      if (access.may('VIEW_SOURCES')) return facts;
      const items = facts.items.map(({ cursor, node }) => ({
        cursor,
        node: { ...node, pullRun: runAsEvidence(node.pullRun) },
      }));
      return { ...facts, items };
    },
    receiptRecords: async (quantity, ...args) =>
      maySeeRecords(quantity) ? narrow.receiptRecords(quantity, ...args) : NOTHING,
    recordsErasedAt: async (quantity) => (maySeeRecords(quantity) ? narrow.recordsErasedAt(quantity) : null),

    unit: narrow.unit,
    units: narrow.units,
    unitsByKey: narrow.unitsByKey,
    successions: narrow.successions,
    trend: narrow.trend,

    connectors: () => (access.may('VIEW_SOURCES') ? whole.connectors() : []),
    sourceSettingsSchema: whole.sourceSettingsSchema,
    sources: viewer(whole.sources),
    source: viewer(whole.source),
    runs: viewer(whole.runs),
    alerts: viewer(whole.alerts),
    alert: viewer(whole.alert),
    sourceRuns: viewer(whole.sourceRuns),
    pullRun: viewer(whole.pullRun),
    pullRunPreview: viewer(whole.pullRunPreview),
    pullRunProgress: (...args) => {
      if (access.may('VIEW_SOURCES')) return whole.pullRunProgress(...args);
      throw forbidden('VIEW_SOURCES');
    },
    unmatchedUnits: viewer(whole.unmatchedUnits),
    unitMatches: viewer(whole.unitMatches),
    unitMatch: viewer(whole.unitMatch),
    backfillPreview: viewer(whole.backfillPreview),
    createSource: editor(whole.createSource),
    updateSource: editor(whole.updateSource),
    testSource: editor(whole.testSource),
    startPull: editor(whole.startPull),
    cancelPull: editor(whole.cancelPull),
    reviewPullRun: editor(whole.reviewPullRun),
    startBackfill: editor(whole.startBackfill),
    confirmUnitMatch: editor(whole.confirmUnitMatch),
    ignoreUnitCode: editor(whole.ignoreUnitCode),
    withdrawUnitMatch: editor(whole.withdrawUnitMatch),

    // Scoring again needs all units, so that the whole hub does it once the unit is known to be the caller's.
    assessIndicator: async (input, ...args) => {
      const wanted = input.column === 'SELF' ? 'DECLARE_VALUES' : 'DECIDE_VALUES';
      const { unit } = await narrow.scoreboard(input.unit, input.indexSet, input.year);
      if (!access.mayAt(wanted, unit.key)) throw forbidden(wanted);
      return whole.assessIndicator(input, ...args);
    },
    excludeIndicator: async (input, ...args) => {
      const { unit } = await narrow.scoreboard(input.unit, input.indexSet, input.year);
      if (!access.mayAt('DECIDE_VALUES', unit.key)) throw forbidden('DECIDE_VALUES');
      return whole.excludeIndicator(input, ...args);
    },
  };
}

const NOTHING: Page<never> = { totalCount: 0, items: [], hasNextPage: false, hasPreviousPage: false };

const notPublished = ({ indexSet, year, level }: AssessmentView) =>
  noAssessment([], indexSet.code, year, level);
