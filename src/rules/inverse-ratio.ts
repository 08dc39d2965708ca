import { z } from 'zod';
import { text } from '../core/text.ts';
import { defineRule, scored } from './define.ts';
import { fewer, needing } from './gap.ts';
import { measureCode } from './params.ts';
import { emptyDenominator, ratioStep } from './ratio.ts';
import { inputStep, leastForAll, shareOf } from './share.ts';
import type { Words } from './words.ts';

/** "Càng nhiều thì điểm càng thấp": Hue DTI rows 5.3, 6.3 and 9.5. */
export const inverseRatio = defineRule({
  kind: 'inverse-ratio',
  title: text('Tỷ lệ nghịch', 'Inverse ratio'),
  params: z.strictObject({
    numerator: measureCode,
    denominator: measureCode,
    /** How many percent of the points one percent of the ratio costs. */
    slope: z.int().positive().default(1),
  }),
  needs: ({ numerator, denominator }) => [numerator, denominator],
  work(read, { numerator, denominator, slope }, { max }) {
    const bad = read(numerator).value;
    const whole = read(denominator).value;
    const inputs = (words: Words) => [
      inputStep(text('Tử số', 'Numerator'), numerator, words.number(bad)),
      inputStep(text('Mẫu số', 'Denominator'), denominator, words.number(whole)),
    ];
    if (whole === 0) return emptyDenominator(denominator, inputs);

    const left = Math.max(0, whole - slope * bad);
    return scored(
      shareOf(max, left, whole),
      (words) => [
        ...inputs(words),
        ratioStep(bad, whole, words),
        {
          label: text('Phần còn lại', 'What is left'),
          expression: `${words.number(whole)} − ${slope === 1 ? '' : `${words.number(slope)} × `}${words.number(bad)}`,
          value:
            slope * bad > whole
              ? words.say(text('âm, tính bằng 0', 'negative, counts as 0'))
              : words.number(left),
        },
      ],
      (words) => `${words.number(max / 100)} × ${words.number(left)} / ${words.number(whole)}`,
      (name, words) => {
        const goal = Math.floor((whole - leastForAll(max, whole)) / slope);
        return needing(fewer(bad, goal, name(numerator), words));
      },
    );
  },
  sentence({ numerator, denominator, slope }, { max }, name, words) {
    const [bad, whole] = [name(numerator), name(denominator)];
    const cost = words.percent(slope * 100);
    return text(
      `${words.points(max)} khi không có ${bad}; mỗi 1 % ${bad} trên ${whole} trừ ${cost} số điểm, thấp nhất 0 điểm; mẫu số bằng 0 thì không tính tiêu chí.`,
      `${words.points(max)} without any ${bad}; each 1 % of ${bad} to ${whole} costs ${cost} of the points, down to 0; not applicable when the denominator is 0.`,
    );
  },
});
