import { z } from 'zod';
import { text } from '../core/text.ts';
import { defineRule, scored } from './define.ts';
import { needing } from './gap.ts';
import { measureCode } from './params.ts';
import { capSteps, inputStep, leastForAll, percentArithmetic, percentShare } from './share.ts';

/** A person decides, because the decree gives no way to compute: Hue DTI row 2.3, whose evidence cell is empty. */
export const reviewerGrade = defineRule({
  kind: 'reviewer-grade',
  title: text('Người rà soát chấm', 'Graded by the reviewer'),
  params: z.strictObject({
    /** Whole percent of the points, 0 to 100. */
    measure: measureCode,
  }),
  needs: ({ measure }) => [measure],
  work(read, { measure }, { max }) {
    const grade = read(measure).value;
    const earned = Math.min(grade, 100);
    return scored(
      percentShare(max, earned),
      (words) => [
        inputStep(
          text('Mức người rà soát chấm', "The reviewer's grade"),
          measure,
          words.percent(grade * 100),
        ),
        ...capSteps(grade, 100, words),
      ],
      (words) => percentArithmetic(max, earned, words),
      (name, words) => {
        const goal = leastForAll(max, 100);
        const [missing, share] = [words.percent((goal - grade) * 100), words.percent(goal * 100)];
        return needing(
          text(
            `thêm ${missing} ở ${name(measure)} để đạt ${share}`,
            `${missing} more in ${name(measure)} to reach ${share}`,
          ),
        );
      },
    );
  },
  sentence({ measure }, { max }, name, words) {
    const full = words.points(max);
    return text(
      `Người rà soát chấm từ 0 % đến 100 % của ${full} (${name(measure)}); chưa chấm thì chưa có điểm.`,
      `The reviewer gives 0 % to 100 % of ${full} (${name(measure)}); no points until then.`,
    );
  },
});
