import { rankingReport } from '../../src/app/reports/ranking-report.ts';
import { HubError } from '../../src/core/errors.ts';
import { toAlert } from '../alert/alert.type.ts';
import { toApiToken } from '../api-token/api-token.type.ts';
import { toAssessment } from '../assessment/assessment.type.ts';
import { toAuditEntry } from '../audit/audit.type.ts';
import { toConnector } from '../connector/connector.type.ts';
import type { Context } from '../context.ts';
import { type IdType, keyOf, typeOfId } from '../id.ts';
import { versionKey } from '../index-set/catalogue.ts';
import { toPullRun } from '../pull-run/pull-run.type.ts';
import { toRankingEntry } from '../ranking/ranking.type.ts';
import { toResultPublication } from '../result-publication/result-publication.type.ts';
import { toScoreboard } from '../scoreboard/scoreboard.type.ts';
import { toSource } from '../source/source.type.ts';
import { toUnit } from '../unit/unit.type.ts';
import { toUnitMatch } from '../unit-match/unit-match.type.ts';
import type { NodeType } from './node.type.ts';
import { resultKey } from './result-id.ts';

type Find = (key: string, context: Context) => Promise<NodeType | null>;

/** By the functions that answer the rest of the API: what a caller may not see, these do not show either. */
const NODES: Readonly<Record<IdType, Find>> = {
  Alert: async (key, { hub, language }) => toAlert(await hub.alert(key), language),
  ApiToken: async (key, { hub, principal }) => toApiToken(await hub.apiToken(principal, key)),
  Assessment: async (key, context) => {
    const view = await assessmentOf(context, Number(key));
    return view && toAssessment(view, context);
  },
  AuditEntry: async (key, { hub }) => {
    const entry = /^\d{1,9}$/.test(key) ? await hub.auditEntry(Number(key)) : null;
    return entry && toAuditEntry(entry);
  },
  Connector: async (key, { hub, language }) => {
    const connector = hub.connectors().find(({ id }) => id === key);
    return connector ? toConnector(connector, language) : null;
  },
  IndexSet: async (key, { hub, catalogue, language }) => {
    const set = hub.indexSets().find((one) => versionKey(one) === key);
    return set ? catalogue.indexSet(set, language) : null;
  },
  Indicator: async (key, { hub, catalogue, language }) => {
    const versions = hub.indexSets().filter(({ code }) => key.startsWith(`${code}/`));
    const [set] = [...versions].sort((a, b) => b.version - a.version);
    const indicator = set?.indicators.find(({ id }) => key === `${set.code}/${id}`);
    return set && indicator
      ? catalogue.indicator(indicator, { set, year: set.firstYear, level: null, language })
      : null;
  },
  PullRun: async (key, { hub, language }) => toPullRun(await hub.pullRun(key), language),
  RankingEntry: async (key, context) => {
    const asked = resultKey(key);
    const assessment = asked && (await assessmentOf(context, asked.assessmentId));
    if (!asked || !assessment) return null;
    const { within, asOf, unitKey } = asked;
    const results = await context.loaders.results(assessment, within, asOf);
    const entry = rankingReport(results, null, null).find(({ unit }) => unit.key === unitKey);
    return entry ? toRankingEntry(entry, { assessment, within, asOf }) : null;
  },
  ResultPublication: async (key, context) => {
    const publication = await context.hub.publication(key);
    const assessment = await assessmentOf(context, publication.assessmentId);
    return assessment && toResultPublication(publication, assessment, context);
  },
  Scoreboard: async (key, context) => {
    const { hub } = context;
    const asked = resultKey(key);
    const [unit] = asked ? await hub.unitsByKey([asked.unitKey]) : [];
    const assessment = asked && (await assessmentOf(context, asked.assessmentId));
    if (!asked || !unit || !assessment) return null;
    const { indexSet, year } = assessment;
    const view = asked.asOf
      ? await hub.scoreboardAsOf(unit.code, indexSet.code, year, asked.asOf)
      : await hub.scoreboard(unit.code, indexSet.code, year);
    return view?.unit.key === unit.key ? toScoreboard(view, context) : null;
  },
  Source: async (key, { loaders, language }) => toSource(await loaders.source.load(key), language),
  Unit: async (key, { loaders }) => {
    const unit = await loaders.unit.load(key);
    return unit && toUnit(unit);
  },
  UnitMatch: async (key, { hub }) => toUnitMatch(await hub.unitMatch(key)),
};

const assessmentOf = async ({ hub }: Context, id: number) =>
  (await hub.assessments()).find((one) => one.id === id) ?? null;

/** null for an id of nothing; throws BAD_ID for what is no id at all. */
export async function findNode(id: string, context: Context): Promise<NodeType | null> {
  const type = typeOfId(id);
  if (type === null) throw notAnId(id);
  try {
    return await NODES[type](keyOf(type, id), context);
  } catch (thrown) {
    if (thrown instanceof HubError && isNotFound(thrown.code)) return null;
    throw thrown;
  }
}

/** What is not for the caller is not there either (S07). */
const NOT_FOUND = new Set([
  'NOT_IN_FORCE',
  'NO_ASSESSMENT',
  'NOT_SCORED_YET',
  'UNIT_NOT_ASSESSED',
  'NOT_FOUND',
  'FORBIDDEN',
]);
const isNotFound = (code: string) => code.startsWith('UNKNOWN_') || NOT_FOUND.has(code);

const notAnId = (id: string) =>
  new HubError(
    'config',
    'BAD_ID',
    {
      vi: `"${id.slice(0, 60)}" không phải là mã định danh của API. Hãy dùng giá trị "id" mà API đã trả về.`,
      en: `"${id.slice(0, 60)}" is no id of the API. Use an "id" that the API returned.`,
    },
    { details: { field: 'id' } },
  );
