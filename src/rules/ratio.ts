import { z } from 'zod';
import { type Points, percentOf } from '../core/points.ts';
import { type Text, text } from '../core/text.ts';
import { defineRule, notApplicable, type Read, scored, type Working } from './define.ts';
import { type Gap, more, needing } from './gap.ts';
import { measureCode } from './params.ts';
import type { RuleContext, Step } from './rule.ts';
import { capSteps, inputStep, leastForAll, percentArithmetic, shareOf } from './share.ts';
import type { Words } from './words.ts';

const params = z.strictObject({
  numerator: measureCode,
  denominator: measureCode,
  /** The most that one item of the denominator can bring: 5 where people rate from 1 to 5. */
  scale: z.int().positive().default(1),
  /** The share, in percent, that already earns all points. */
  targetPercent: z.int().min(1).max(100).default(100),
});

export type RatioParams = z.infer<typeof params>;

/** "Điểm được tính trên tỷ lệ": most rows of Hue DTI; `scale` in 9.4, `targetPercent` in 6.7. */
export const ratio = defineRule({
  kind: 'ratio',
  title: text('Tỷ lệ', 'Ratio'),
  params,
  needs: ({ numerator, denominator }) => [numerator, denominator],
  work: ratioWorking,
  sentence(params, { max }, name, words) {
    const { numerator, denominator, targetPercent } = params;
    const whole = `${name(denominator)}${scaleFactor(params, words)}`;
    const target = words.percent(targetPercent * 100);
    return text(
      `Điểm bằng ${words.points(max)} nhân tỷ lệ ${name(numerator)} trên ${whole}; ${
        targetPercent < 100 ? `tỷ lệ ${target} là đủ điểm` : 'tối đa 100 %'
      }; mẫu số bằng 0 thì không tính tiêu chí.`,
      `${words.points(max)} times the ratio of ${name(numerator)} to ${whole}, ${
        targetPercent < 100 ? `full at ${target}` : 'at most 100 %'
      }; not applicable when the denominator is 0.`,
    );
  },
});

/** Also the second half of a gated ratio. */
export function ratioWorking(read: Read, params: RatioParams, { max }: RuleContext): Working {
  const { numerator, denominator, targetPercent } = params;
  const part = read(numerator).value;
  const whole = read(denominator).value * params.scale;
  const inputs = (words: Words) => ratioInputs(read, params, words);
  if (whole === 0) return emptyDenominator(denominator, inputs);

  const got = part * 100;
  const full = whole * targetPercent;
  return scored(
    shareOf(max, got, full),
    (words) => [
      ...inputs(words),
      ratioStep(part, whole, words),
      ...(targetPercent < 100
        ? [targetStep(targetPercent, words), ...capSteps(got / 100, full / 100, words)]
        : capSteps(part, whole, words)),
    ],
    (words) => {
      if (got >= full) return percentArithmetic(max, 100, words);
      const target = targetPercent < 100 ? ` / ${words.percent(targetPercent * 100)}` : '';
      return `${words.number(max / 100)} × ${words.number(part)} / ${words.number(whole)}${target}`;
    },
    (name, words) => needing(ratioNeed(read, params, max, name, words)),
  );
}

/** How much more of the numerator earns all points of a ratio whose denominator is not 0. */
export function ratioNeed(
  read: Read,
  { numerator, denominator, scale, targetPercent }: RatioParams,
  max: Points,
  ...[name, words]: Parameters<Gap>
): Text {
  const whole = read(denominator).value * scale;
  const goal = Math.ceil(leastForAll(max, whole * targetPercent) / 100);
  return more(read(numerator).value, goal, name(numerator), shareInWords(goal, whole, words), words);
}

/** "100 % của 6.000". */
export function shareInWords(part: number, whole: number, words: Words): Text {
  const [share, all] = [words.percent(percentOf(part, whole) ?? 0), words.number(whole)];
  return text(`${share} của ${all}`, `${share} of ${all}`);
}

/** A share of nothing is neither 0 nor full: there was nothing to do. */
export const emptyDenominator = (code: string, steps: Working['steps']): Working =>
  notApplicable(
    text(`mẫu số ${code} bằng 0: không có nội dung thực hiện`, `the denominator ${code} is 0: nothing to do`),
    steps,
  );

export const ratioStep = (part: number, whole: number, words: Words): Step => ({
  label: text('Tỷ lệ', 'Ratio'),
  expression: `${words.number(part)} / ${words.number(whole)}`,
  value: words.percent(percentOf(part, whole) ?? 0),
});

export function ratioInputs(
  read: Read,
  params: Pick<RatioParams, 'numerator' | 'denominator' | 'scale'>,
  words: Words,
): readonly Step[] {
  const { numerator, denominator, scale } = params;
  const whole = read(denominator).value * scale;
  return [
    inputStep(text('Tử số', 'Numerator'), numerator, words.number(read(numerator).value)),
    inputStep(
      text('Mẫu số', 'Denominator'),
      `${denominator}${scaleFactor(params, words)}`,
      words.number(whole),
    ),
  ];
}

const targetStep = (targetPercent: number, words: Words): Step => ({
  label: text('Tỷ lệ đủ điểm', 'Ratio that earns all'),
  expression: '',
  value: words.percent(targetPercent * 100),
});

const scaleFactor = ({ scale }: Pick<RatioParams, 'scale'>, words: Words) =>
  scale === 1 ? '' : ` × ${words.number(scale)}`;
