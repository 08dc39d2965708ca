import { z } from 'zod';
import { level, line, lines, openPoint, optionalLine } from './file-words.ts';

const ruleEntry = z.strictObject({
  /** Left out: all levels of the row. */
  levels: z.array(level).nonempty().optional(),
  kind: line,
  /** Checked against the kind's own schema. */
  params: z.record(z.string(), z.unknown()),
});

const targetEntry = z.strictObject({
  text: line,
  /** What a mark in the text stands for, or that its footnote is lost. */
  footnote: optionalLine,
});

/** Posts and units as printed, never a person's name. */
const assignmentEntry = z.strictObject({ responsible: lines, lead: lines, support: lines });

export const indicatorEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/),
  code: line,
  group: line,
  title: line,
  task: optionalLine,
  condition: optionalLine,
  evidence: optionalLine,
  /** Left out in a set of targets, where a met target is one point. */
  points: z.number().optional(),
  levels: z.array(level).nonempty(),
  evidenceClass: z.enum(['A1', 'A2', 'B', 'C', 'M']),
  target: targetEntry.nullable().default(null),
  unitOfTarget: optionalLine,
  assignment: assignmentEntry.prefault({}),
  legalBasis: optionalLine,
  /** None where people give the value. */
  rules: z.array(ruleEntry).default([]),
  open: z.array(openPoint).default([]),
});

export type IndicatorEntry = z.infer<typeof indicatorEntry>;
export type RuleEntry = z.infer<typeof ruleEntry>;
