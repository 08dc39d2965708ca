import { z } from 'zod';
import { text } from '../core/text.ts';
import { defineRule, scored, type Working } from './define.ts';
import { type Gap, more, needing, plain } from './gap.ts';
import { measureCode } from './params.ts';
import { ratioNeed, ratioWorking } from './ratio.ts';
import type { Step } from './rule.ts';
import { percentArithmetic } from './share.ts';
import type { Words } from './words.ts';

/** A ratio that counts only once enough has been done: Hue DTI row 1.9, at least 5 bulletins a year. */
export const gatedRatio = defineRule({
  kind: 'gated-ratio',
  title: text('Tỷ lệ có điều kiện tối thiểu', 'Ratio behind a minimum'),
  params: z.strictObject({
    gate: measureCode,
    minimum: z.int().positive(),
    numerator: measureCode,
    denominator: measureCode,
  }),
  needs: ({ gate, numerator, denominator }) => [gate, numerator, denominator],
  work(read, { gate, minimum, numerator, denominator }, context): Working {
    const done = read(gate).value;
    const gateStep = (words: Words): Step => ({
      label: text('Điều kiện tối thiểu', 'Minimum'),
      expression: `${gate}: ${words.number(done)} / ${words.number(minimum)}`,
      value: words.say(done < minimum ? text('chưa đủ', 'not reached') : text('đủ', 'reached')),
    });
    const ratio = { numerator, denominator, scale: 1, targetPercent: 100 };
    const behind = ratioWorking(read, ratio, context);
    const steps = (words: Words) => [gateStep(words), ...behind.steps(words)];
    if (done >= minimum || behind.outcome.state !== 'SCORED') return { ...behind, steps };

    const isFull = behind.outcome.points === context.max;
    const gap: Gap = (name, words) =>
      needing(
        more(done, minimum, name(gate), plain(words.number(minimum)), words),
        ...(isFull ? [] : [ratioNeed(read, ratio, context.max, name, words)]),
      );
    return scored(0, steps, (words) => percentArithmetic(context.max, 0, words), gap);
  },
  sentence({ gate, minimum, numerator, denominator }, { max }, name, words) {
    const least = words.number(minimum);
    return text(
      `Khi ${name(gate)} đạt từ ${least} trở lên, điểm bằng ${words.points(max)} nhân tỷ lệ ${name(numerator)} trên ${name(denominator)}, tối đa 100 %; chưa đủ thì 0 điểm; mẫu số bằng 0 thì không tính tiêu chí.`,
      `Once ${name(gate)} reaches ${least}, ${words.points(max)} times the ratio of ${name(numerator)} to ${name(denominator)}, at most 100 %; below that, no points; not applicable when the denominator is 0.`,
    );
  },
});
