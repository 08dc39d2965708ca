import { z } from 'zod';
import { text } from '../core/text.ts';
import { defineRule, scored } from './define.ts';
import { more, needing, plain } from './gap.ts';
import { measureCode } from './params.ts';
import { capSteps, inputStep, leastForAll, percentArithmetic, percentShare, shareOf } from './share.ts';

/** "Tối thiểu N": Hue DTI rows 1.4-1.8, 6.4 and 6.5. */
export const count = defineRule({
  kind: 'count',
  title: text('Đếm đến mức tối thiểu', 'Count up to a minimum'),
  params: z.strictObject({
    measure: measureCode,
    minimum: z.int().positive(),
    /** Whether fewer than the minimum earn their part of the points or nothing. */
    mode: z.enum(['PRO_RATA', 'ALL_OR_NOTHING']),
  }),
  needs: ({ measure }) => [measure],
  work(read, { measure, minimum, mode }, { max }) {
    const { value } = read(measure);
    const proRata = mode === 'PRO_RATA' && value < minimum;
    const percent = value < minimum ? 0 : 100;
    return scored(
      proRata ? shareOf(max, value, minimum) : percentShare(max, percent),
      (words) => [
        inputStep(text('Số lượng', 'Count'), measure, words.number(value)),
        {
          label: text('So với mức tối thiểu', 'Against the minimum'),
          expression: `${words.number(value)} / ${words.number(minimum)}`,
          value: words.say(value < minimum ? text('chưa đủ', 'not reached') : text('đủ', 'reached')),
        },
        ...capSteps(value, minimum, words),
      ],
      (words) =>
        proRata
          ? `${words.number(max / 100)} × ${words.number(value)} / ${words.number(minimum)}`
          : percentArithmetic(max, percent, words),
      (name, words) => {
        const goal = proRata ? leastForAll(max, minimum) : minimum;
        return needing(more(value, goal, name(measure), plain(words.number(goal)), words));
      },
    );
  },
  sentence({ measure, minimum, mode }, { max }, name, words) {
    const full = words.points(max);
    const least = words.number(minimum);
    const what = name(measure);
    return mode === 'PRO_RATA'
      ? text(
          `Được ${full} khi ${what} đạt từ ${least} trở lên; chưa đủ thì điểm tính theo tỷ lệ trên ${least}.`,
          `${full} when ${what} reaches ${least}; below that, points in proportion to ${least}.`,
        )
      : text(
          `Được ${full} khi ${what} đạt từ ${least} trở lên; chưa đủ thì 0 điểm.`,
          `${full} when ${what} reaches ${least}; below that, no points.`,
        );
  },
});
