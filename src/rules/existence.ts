import { z } from 'zod';
import type { Quantity } from '../core/measure.ts';
import { formatDay, text } from '../core/text.ts';
import { dateStep, dayIn, daysBefore } from './days.ts';
import { defineRule, scored } from './define.ts';
import { needing } from './gap.ts';
import { measureCode, monthDay } from './params.ts';
import { inputStep, percentArithmetic, percentShare } from './share.ts';

/** All or nothing on what must be there: Hue DTI rows 1.1, 1.3, 4.5, 6.6, 9.1 and 9.2. */
export const existence = defineRule({
  kind: 'existence',
  title: text('Có hay không', 'Existence'),
  params: z.strictObject({
    /** Each of them must be there. */
    measures: z.array(measureCode).nonempty(),
    /** Only days before this one count; the measures must then be MAX_DATEs. */
    before: monthDay.optional(),
  }),
  needs: ({ measures }) => measures,
  work(read, { measures, before }, { max, year }) {
    const deadline = before && dayIn(year, before);
    const isThere = (quantity: Quantity) => (deadline ? daysBefore(quantity, deadline) : quantity.value) >= 1;
    const earned = measures.every((code) => isThere(read(code))) ? 100 : 0;
    return scored(
      percentShare(max, earned),
      (words) =>
        measures.map((code) => {
          const quantity = read(code);
          const label = isThere(quantity) ? text('Có', 'There') : text('Chưa đạt', 'Not there');
          return deadline
            ? dateStep(label, `${code} < ${formatDay(deadline)}`, quantity, words)
            : inputStep(label, code, words.number(quantity.value));
        }),
      (words) => percentArithmetic(max, earned, words),
      (name) => {
        const absent = measures.filter((code) => !isThere(read(code))).map(name);
        const day = deadline && formatDay(deadline);
        return needing(
          text(
            `có ${absent.join(' và ')}${day ? ` trước ${day}` : ''}`,
            `${absent.join(' and ')}${day ? ` before ${day}` : ''}`,
          ),
        );
      },
    );
  },
  sentence({ measures, before }, { max, year }, name, words) {
    const names = measures.map(name);
    const day = before && formatDay(dayIn(year, before));
    return text(
      `Được ${words.points(max)} khi có ${names.join(' và ')}${day ? ` trước ${day}` : ''}; không có thì 0 điểm.`,
      `${words.points(max)} when there is ${names.join(' and ')}${day ? ` before ${day}` : ''}; otherwise no points.`,
    );
  },
});
