import type { Hub } from '../../src/app/hub.ts';
import { toNumber } from '../../src/core/points.ts';
import type { Language } from '../../src/core/text.ts';
import { toFinding } from '../finding/finding.type.ts';
import { toId } from '../id.ts';
import type { IndicatorType } from '../indicator/indicator.type.ts';
import { type IndicatorPlace, toIndicator } from '../indicator/indicator.view.ts';
import { toMeasure } from '../measure/measure.type.ts';
import type { IndexSet, Indicator } from '../words.ts';
import type { IndexSetType } from './index-set.type.ts';
import { toIndexSetLevel } from './index-set-level.type.ts';
import { toTeam } from './team.type.ts';

/** The index sets as the API shows them. They never change while the hub runs, so each is built once. */
export interface Catalogue {
  indexSet(set: IndexSet, language: Language): IndexSetType;
  indicator(indicator: Indicator, place: IndicatorPlace): IndicatorType;
}

/** Two versions of a set bear one code. */
export const versionKey = ({ code, version }: IndexSet): string => `${code}@${version}`;

/** Frozen: the text of each may be kept (see src/server/quick/kept-texts.ts). */
function memo<V extends object>(): (key: string, build: () => V) => V {
  const built = new Map<string, V>();
  return (key, build) => {
    const value = built.get(key) ?? Object.freeze(build());
    built.set(key, value);
    return value;
  };
}

export function createCatalogue(hub: Hub): Catalogue {
  const sets = memo<IndexSetType>();
  const indicators = memo<IndicatorType>();

  const indicator: Catalogue['indicator'] = (row, place) =>
    indicators(`${versionKey(place.set)} ${row.id} ${place.level} ${place.year} ${place.language}`, () =>
      toIndicator(hub, row, place),
    );

  const build = (set: IndexSet, language: Language): IndexSetType => ({
    id: toId('IndexSet', versionKey(set)),
    code: set.code,
    version: set.version,
    title: set.title,
    series: set.series,
    holdsFrom: set.holdsFrom,
    firstYear: set.firstYear,
    lastYear: set.lastYear,
    scope: set.scope,
    decree: set.decree,
    scoringModel: set.scoringModel,
    rankBy: set.rankBy,
    missing: set.missing,
    counts: [...set.counts],
    columns: [...set.columns],
    removalBelowPercent: set.removalBelowPercent,
    publication: set.publication,
    team: set.team && toTeam(set.team),
    levels: set.levels.map(toIndexSetLevel),
    groups: set.groups.map((group) => ({
      code: group.code,
      title: group.title,
      titleNote: group.titleNote,
      parentCode: group.parentCode,
      maxPoints: toNumber(group.maxPoints),
      indicators: group.indicators.map((row) =>
        indicator(row, { set, year: set.firstYear, level: null, language }),
      ),
    })),
    reportedMeasures: set.reportedMeasures.map((measure) => toMeasure(measure, language)),
    openPoints: [...set.open],
    findings: set.findings.map((finding) => toFinding(finding, language)),
    digest: set.digest,
  });

  return {
    indexSet: (set, language) => sets(`${versionKey(set)} ${language}`, () => build(set, language)),
    indicator,
  };
}
