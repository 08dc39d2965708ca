import type { Hub } from '../src/app/hub.ts';
import type { AssessIndicator, ScoreView } from '../src/app/views/scoreboard.ts';

/** The hub's own words, taken from its interface: the schema knows no other layer. */
export type IndexSet = ReturnType<Hub['indexSets']>[number];
export type IndexSetLevel = IndexSet['levels'][number];
export type Group = IndexSet['groups'][number];
export type Indicator = Group['indicators'][number];
export type Target = NonNullable<Indicator['target']>;
export type ValueColumn = AssessIndicator['column'];
export type ValueBasis = NonNullable<ScoreView['basis']>;
export type Finding = IndexSet['findings'][number];
export type Measure = ReturnType<Hub['measure']>;
export type Connector = ReturnType<Hub['connectors']>[number];
export type IndicatorChange = ReturnType<Hub['compareEditions']>['changes'][number];
