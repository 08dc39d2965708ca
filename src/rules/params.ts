import { z } from 'zod';
import { isDay } from '../core/clock.ts';
import { type Text, text } from '../core/text.ts';

/** The message of a refinement, kept in both languages: zod's own messages are translated by zod. */
export const because = (message: Text) => ({ params: { ...message } });

/** "TTHC.RECEIVED_ONLINE". Whether anyone offers the measure is for the catalogue check to say. */
export const measureCode = z.string().regex(/^[A-Z][A-Z0-9]*(\.[A-Z][A-Z0-9_]*)+$/);

/** "11-15", read in the year of the assessment. 29 February is allowed: days compare as strings. */
export const monthDay = z
  .string()
  .refine(
    (value) => isDay(`2024-${value}`),
    because(
      text(
        'Không phải một ngày trong năm viết dạng "MM-DD", ví dụ "11-15"',
        'Not a day of the year written as "MM-DD", for example "11-15"',
      ),
    ),
  );

export const percent = z.int().min(0).max(100);

/** Steps are read in order, so their bounds must rise. */
export const rising = <S>(bound: (step: S) => string | number) =>
  [
    (steps: readonly S[]) =>
      steps.every((step, index) => index === 0 || bound(step) > bound(steps[index - 1] as S)),
    because(text('Các bậc phải xếp tăng dần, không trùng nhau', 'Steps must rise, without repetition')),
  ] as const;
