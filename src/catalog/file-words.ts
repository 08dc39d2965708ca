import { z } from 'zod';
import { UNIT_LEVELS } from '../core/unit.ts';

/** What the shapes of all parts of a file are made of. */

export const line = z.string().trim().min(1);
/** A column that a document may not have. */
export const optionalLine = line.nullable().default(null);
export const bothLanguages = z.strictObject({ vi: line, en: line });
export const level = z.enum(UNIT_LEVELS);
export const lines = z.array(line).default([]);

export const openPoint = z.strictObject({ question: line, default: line, reason: line });

/** A figure that the document states about itself, with every place where it does. */
export const declaredFigure = z.strictObject({
  what: z.enum(['groupCount', 'subgroupCount', 'indicatorCount', 'maxPoints']),
  value: z.number().positive(),
  /** The document's own word for what is counted ("chỉ số thành phần"). */
  called: optionalLine,
  places: z.array(line).nonempty(),
});

export type DeclaredFigure = z.infer<typeof declaredFigure>;
