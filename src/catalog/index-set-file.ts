import { z } from 'zod';
import { UNIT_LEVELS } from '../core/unit.ts';
import { measureCode } from '../rules/params.ts';

const line = z.string().trim().min(1);
const bothLanguages = z.strictObject({ vi: line, en: line });
const level = z.enum(UNIT_LEVELS);

const openPoint = z.strictObject({ question: line, default: line, reason: line });

/** A figure that the document states about itself, with every place where it does. */
const declaredFigure = z.strictObject({
  what: z.enum(['indicatorCount', 'maxPoints', 'groupCount']),
  value: z.number().positive(),
  places: z.array(line).nonempty(),
});

const levelEntry = z.strictObject({
  level,
  window: z.strictObject({ from: line, to: line }),
  entryDeadline: line,
  owner: line,
  declared: z.array(declaredFigure).default([]),
});

const measureEntry = z.strictObject({
  code: measureCode,
  title: bothLanguages,
  unit: bothLanguages,
  aggregation: z.enum(['SUM', 'LAST', 'CUM', 'MAX_DATE', 'MIN_DATE']),
});

const groupEntry = z.strictObject({ code: line, title: line, titleNote: line.nullable().default(null) });

const ruleEntry = z.strictObject({
  /** Left out: all levels of the row. */
  levels: z.array(level).nonempty().optional(),
  kind: line,
  /** Checked against the kind's own schema. */
  params: z.record(z.string(), z.unknown()),
});

const indicatorEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/),
  code: line,
  group: line,
  title: line,
  task: line,
  condition: line,
  evidence: line.nullable(),
  points: z.number(),
  levels: z.array(level).nonempty(),
  evidenceClass: z.enum(['A1', 'A2', 'B', 'C', 'M']),
  rules: z.array(ruleEntry).nonempty(),
  open: z.array(openPoint).default([]),
});

/** The shape of src/catalog/sets/<code>.yaml; what its parts must agree on is for the checks. */
export const indexSetFile = z.strictObject({
  title: line,
  version: z.int().positive(),
  firstYear: z.int(),
  decree: z.strictObject({ number: line, date: line, issuer: line }),
  scoringModel: z.enum(['POINTS_PER_ROW']),
  rankBy: z.enum(['PERCENT', 'POINTS']),
  levels: z.array(levelEntry).nonempty(),
  /** What the document leaves open for the set as a whole. */
  open: z.array(openPoint).default([]),
  reportedMeasures: z.array(measureEntry).default([]),
  groups: z.array(groupEntry).nonempty(),
  indicators: z.array(indicatorEntry).nonempty(),
});

export type IndexSetFile = z.infer<typeof indexSetFile>;
export type IndicatorEntry = IndexSetFile['indicators'][number];
export type LevelEntry = IndexSetFile['levels'][number];
export type RuleEntry = IndicatorEntry['rules'][number];
