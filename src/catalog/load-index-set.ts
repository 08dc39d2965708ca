import { createHash } from 'node:crypto';
import type { Measure } from '../core/measure.ts';
import { points } from '../core/points.ts';
import { ruleKind } from '../rules/index.ts';
import { bindRule, type Rule } from '../rules/rule.ts';
import { checkIndexSet } from './check-catalogue.ts';
import { levelsOf } from './check-rules.ts';
import { errorFinding, pathIn } from './finding.ts';
import type { EvidenceClass, Filling, Finding, Group, IndexSet, Indicator, LevelOfSet } from './index-set.ts';
import {
  type IndexSetFile,
  type IndicatorEntry,
  indexSetFile,
  type LevelEntry,
  type RuleEntry,
} from './index-set-file.ts';
import { problemsOf } from './problems.ts';
import { readYaml } from './read-yaml.ts';

/** `indexSet` is null exactly when a finding is an ERROR. */
export interface LoadedIndexSet {
  readonly indexSet: IndexSet | null;
  readonly findings: readonly Finding[];
}

export function loadIndexSet(fileName: string, source: string, offered: readonly Measure[]): LoadedIndexSet {
  const yaml = readYaml(fileName, source);
  if (!yaml.ok) return { indexSet: null, findings: yaml.findings };

  const shape = indexSetFile.safeParse(yaml.value);
  if (!shape.success) return { indexSet: null, findings: badShape(fileName, yaml.value) };

  const findings = checkIndexSet({ fileName, content: shape.data, offered });
  const usable = findings.every(({ severity }) => severity !== 'ERROR');
  return { indexSet: usable ? build(fileName, source, shape.data, findings) : null, findings };
}

const badShape = (fileName: string, value: unknown): readonly Finding[] =>
  problemsOf(indexSetFile, value).map(({ path, message }) =>
    errorFinding('BAD_SHAPE', pathIn(fileName, value, path), message),
  );

function build(
  fileName: string,
  source: string,
  content: IndexSetFile,
  findings: readonly Finding[],
): IndexSet {
  const indicators = content.indicators.map(indicatorOf);
  return {
    code: fileName.replace(/\.yaml$/, ''),
    version: content.version,
    title: content.title,
    series: 'hue-dti',
    holdsFrom: content.decree.date,
    firstYear: content.firstYear,
    lastYear: null,
    scope: { code: '46', level: 'PROVINCE' },
    missing: 'STAYS_IN_MAX',
    counts: ['FINAL', 'VERIFIED', 'AUTOMATIC'],
    columns: [],
    listsLossesOnly: false,
    removalBelowPercent: null,
    publication: null,
    team: null,
    officialResults: [],
    decree: content.decree,
    scoringModel: content.scoringModel,
    rankBy: content.rankBy,
    levels: content.levels.map((level) => levelOf(level, indicators)),
    groups: content.groups.map((group) => groupOf(group, indicators)),
    indicators,
    reportedMeasures: content.reportedMeasures,
    open: content.open,
    findings,
    digest: createHash('sha256').update(source).digest('hex'),
  };
}

const fillings: Record<EvidenceClass, Filling> = {
  A1: 'AUTOMATIC',
  A2: 'AUTOMATIC',
  B: 'AGENCY_FIGURE',
  C: 'NONE',
  M: 'SIGNED_FILE',
};

function indicatorOf(entry: IndicatorEntry): Indicator {
  const bound = entry.rules.map((rule) => ({ levels: levelsOf(rule, entry), rule: bind(rule) }));
  const { group, points: maxPoints, rules: _, ...printed } = entry;
  return {
    ...printed,
    groupCode: group,
    maxPoints: points(maxPoints),
    filling: fillings[entry.evidenceClass],
    target: null,
    unitOfTarget: null,
    assignment: { responsible: [], lead: [], support: [] },
    legalBasis: null,
    ruleAt: (level) => bound.find(({ levels }) => levels.includes(level))?.rule ?? null,
    measures: [...new Set(bound.flatMap(({ rule }) => rule.needs()))],
  };
}

/** The checks have passed: the kind exists and takes the parameters. */
function bind(entry: RuleEntry): Rule {
  const kind = ruleKind(entry.kind);
  if (!kind) throw new Error(`unchecked rule kind ${entry.kind}`);
  return bindRule(kind, kind.params.parse(entry.params));
}

function levelOf(
  { level, window, entryDeadline, owner, declared }: LevelEntry,
  indicators: readonly Indicator[],
): LevelOfSet {
  const rows = indicators.filter(({ levels }) => levels.includes(level));
  const stated = (figure: LevelEntry['declared'][number]['what']) =>
    declared.find(({ what }) => what === figure)?.value ?? null;
  const statedPoints = stated('maxPoints');
  return {
    level,
    window,
    entryDeadline,
    owner,
    declaredIndicatorCount: stated('indicatorCount'),
    declaredMaxPoints: statedPoints === null ? null : points(statedPoints),
    indicatorCount: rows.length,
    maxPoints: sumOfMax(rows),
  };
}

function groupOf(group: IndexSetFile['groups'][number], indicators: readonly Indicator[]): Group {
  const rows = indicators.filter(({ groupCode }) => groupCode === group.code);
  return { ...group, parentCode: null, maxPoints: sumOfMax(rows), indicators: rows };
}

const sumOfMax = (rows: readonly Indicator[]) => rows.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
