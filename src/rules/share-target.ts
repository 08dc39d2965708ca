import { z } from 'zod';
import { text } from '../core/text.ts';
import { defineRule, scored } from './define.ts';
import { more, needing } from './gap.ts';
import { measureCode } from './params.ts';
import { emptyDenominator, ratioInputs, ratioStep } from './ratio.ts';
import { percentArithmetic, percentShare } from './share.ts';
import type { Words } from './words.ts';

/** A target that is met or not: "60%" of Thanh Hóa. */
export const shareTarget = defineRule({
  kind: 'share-target',
  title: text('Tỷ lệ đạt chỉ tiêu', 'Share that meets a target'),
  params: z.strictObject({
    numerator: measureCode,
    denominator: measureCode,
    /** The least share, in whole percent, that meets the target. */
    atLeastPercent: z.int().min(1).max(100),
  }),
  needs: ({ numerator, denominator }) => [numerator, denominator],
  work(read, { numerator, denominator, atLeastPercent }, { max }) {
    const part = read(numerator).value;
    const whole = read(denominator).value;
    const inputs = (words: Words) => ratioInputs(read, { numerator, denominator, scale: 1 }, words);
    if (whole === 0) return emptyDenominator(denominator, inputs);

    const isMet = part * 100 >= whole * atLeastPercent;
    const earned = isMet ? 100 : 0;
    const target = (words: Words) => words.percent(atLeastPercent * 100);
    return scored(
      percentShare(max, earned),
      (words) => [
        ...inputs(words),
        ratioStep(part, whole, words),
        {
          label: text('So với chỉ tiêu', 'Against the target'),
          expression: `${words.number(part)} / ${words.number(whole)} ${isMet ? '≥' : '<'} ${target(words)}`,
          value: words.say(isMet ? text('đạt', 'met') : text('chưa đạt', 'not met')),
        },
      ],
      (words) => percentArithmetic(max, earned, words),
      (name, words) => {
        const goal = Math.ceil((whole * atLeastPercent) / 100);
        const [share, all] = [target(words), words.number(whole)];
        return needing(
          more(part, goal, name(numerator), text(`${share} của ${all}`, `${share} of ${all}`), words),
        );
      },
    );
  },
  sentence({ numerator, denominator, atLeastPercent }, { max }, name, words) {
    const [part, whole, full] = [name(numerator), name(denominator), words.points(max)];
    const target = words.percent(atLeastPercent * 100);
    return text(
      `Được ${full} khi tỷ lệ ${part} trên ${whole} đạt từ ${target} trở lên; chưa đạt thì 0 điểm; mẫu số bằng 0 thì không tính tiêu chí.`,
      `${full} when the ratio of ${part} to ${whole} reaches ${target}; below that, no points; not applicable when the denominator is 0.`,
    );
  },
});
