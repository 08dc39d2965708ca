import { z } from 'zod';
import { formatDay, text } from '../core/text.ts';
import { dateStep, dayIn, daysBefore } from './days.ts';
import { defineRule, scored } from './define.ts';
import { fewer, more, needing, outOfReach, plain } from './gap.ts';
import { measureCode, monthDay, percent, rising } from './params.ts';
import { inputStep, percentArithmetic, percentShare } from './share.ts';

const step = z.strictObject({ atLeast: z.int().positive(), percent });

/** Points by steps of a quantity: Hue DTI row 1.2, one meeting 50 %, two 100 %. */
export const stepTable = defineRule({
  kind: 'step-table',
  title: text('Bảng bậc', 'Table of steps'),
  params: z.strictObject({
    measure: measureCode,
    steps: z
      .array(step)
      .nonempty()
      .refine(...rising<z.infer<typeof step>>(({ atLeast }) => atLeast)),
    /** Only days before this one count; the measure must then be a MAX_DATE. */
    before: monthDay.optional(),
  }),
  needs: ({ measure }) => [measure],
  work(read, { measure, steps, before }, { max, year }) {
    const quantity = read(measure);
    const deadline = before && dayIn(year, before);
    const counted = deadline ? daysBefore(quantity, deadline) : quantity.value;
    const earned = steps.findLast(({ atLeast }) => counted >= atLeast)?.percent ?? 0;
    return scored(
      percentShare(max, earned),
      (words) => [
        inputStep(text('Số lượng', 'Count'), measure, words.number(quantity.value)),
        ...(deadline
          ? [
              dateStep(text('Lần cuối', 'The last one'), measure, quantity, words),
              {
                label: text('Số lượng được tính', 'Count that applies'),
                expression: `${words.say(text('trước', 'before'))} ${formatDay(deadline)}`,
                value: words.number(counted),
              },
            ]
          : []),
      ],
      (words) => percentArithmetic(max, earned, words),
      (name, words) => {
        const index = steps.findIndex(({ percent }) => percentShare(max, percent) === max);
        const goal = steps[index]?.atLeast;
        if (goal === undefined) return outOfReach;
        const next = steps[index + 1]?.atLeast;
        if (counted >= goal) return needing(fewer(counted, (next ?? goal + 1) - 1, name(measure), words));
        const least = words.number(goal);
        const day = deadline && formatDay(deadline);
        const inTime = day ? text(`${least} trước ${day}`, `${least} before ${day}`) : plain(least);
        return needing(more(counted, goal, name(measure), inTime, words));
      },
    );
  },
  sentence({ measure, steps, before }, { max, year }, name, words) {
    const each = steps.map(({ atLeast, percent }) => ({
      least: words.number(atLeast),
      points: words.points(percentShare(max, percent)),
    }));
    const day = before && formatDay(dayIn(year, before));
    return text(
      `Theo ${name(measure)}${day ? ` trước ${day}` : ''}: ${each
        .map(({ least, points }) => `từ ${least} được ${points}`)
        .join(', ')}; ít hơn thì 0 điểm.`,
      `By ${name(measure)}${day ? ` before ${day}` : ''}: ${each
        .map(({ least, points }) => `${points} from ${least}`)
        .join(', ')}; no points below.`,
    );
  },
});
