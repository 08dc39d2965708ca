import { z } from 'zod';
import { formatDay, text } from '../core/text.ts';
import { dateStep, dayIn } from './days.ts';
import { defineRule, scored } from './define.ts';
import { needing, outOfReach } from './gap.ts';
import { measureCode, monthDay, percent, rising } from './params.ts';
import { percentArithmetic, percentShare } from './share.ts';

const step = z.strictObject({ until: monthDay, percent });

/** The earlier, the more: Hue DTI row 2.1, issued in January 100 %, later 50 %. Never done earns nothing. */
export const dateSteps = defineRule({
  kind: 'date-steps',
  title: text('Theo thời hạn', 'By date'),
  params: z.strictObject({
    /** A MIN_DATE when the first day counts, a MAX_DATE when the last does. */
    measure: measureCode,
    /** The last day of each step belongs to it. */
    steps: z
      .array(step)
      .nonempty()
      .refine(...rising<z.infer<typeof step>>(({ until }) => until)),
    /** For days after the last step. */
    otherwise: percent,
  }),
  needs: ({ measure }) => [measure],
  work(read, { measure, steps, otherwise }, { max, year }) {
    const quantity = read(measure);
    const reached = steps.find(({ until }) => quantity.day <= dayIn(year, until));
    const full = (percent: number) => percentShare(max, percent) === max;
    const earned = quantity.value === 0 ? 0 : (reached?.percent ?? otherwise);
    return scored(
      percentShare(max, earned),
      (words) => [dateStep(text('Ngày thực hiện', 'Day'), measure, quantity, words)],
      (words) => percentArithmetic(max, earned, words),
      (name) => {
        // Late is late: the sentence names the days that would have earned all.
        const [what, last] = [name(measure), steps.findLast((step) => full(step.percent))];
        if (last) {
          const by = formatDay(dayIn(year, last.until));
          return needing(text(`có ${what} chậm nhất ${by}`, `${what} by ${by}`));
        }
        if (!full(otherwise)) return outOfReach;
        const after = formatDay(dayIn(year, steps.at(-1)?.until ?? ''));
        return needing(text(`có ${what} sau ${after}`, `${what} after ${after}`));
      },
    );
  },
  sentence({ measure, steps, otherwise }, { max, year }, name, words) {
    const each = steps.map(({ until, percent }) => ({
      day: formatDay(dayIn(year, until)),
      points: words.points(percentShare(max, percent)),
    }));
    const late = words.points(percentShare(max, otherwise));
    return text(
      `Theo ngày của ${name(measure)}: ${each
        .map(({ day, points }) => `đến hết ${day} được ${points}`)
        .join(', ')}; muộn hơn được ${late}; không có thì 0 điểm.`,
      `By the day of ${name(measure)}: ${each
        .map(({ day, points }) => `${points} until ${day}`)
        .join(', ')}; ${late} later; none when there is none.`,
    );
  },
});
