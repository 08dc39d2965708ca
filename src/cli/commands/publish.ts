import type { Command } from 'commander';
import { assessmentView } from '../../app/assessments.ts';
import type { HubDeps } from '../../app/deps.ts';
import type { AssessmentView } from '../../app/views/assessment.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { UNIT_LEVELS, type UnitLevel } from '../../core/unit.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT } from '../terminal.ts';
import { moment, titleOf } from '../words.ts';

interface Options {
  readonly reason?: string;
}

export function addPublish(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  program
    .command('publish')
    .description(
      describe(
        'công bố kết quả hiện tại của một kỳ đánh giá',
        'make the present results of an assessment public',
      ),
    )
    .argument(
      '<assessment>',
      describe('ví dụ hue-dti-2024/2024/COMMUNE', 'such as hue-dti-2024/2024/COMMUNE'),
    )
    .option(
      '--reason <text>',
      describe('đã đính chính gì; cần từ lần thứ hai', 'what was corrected; needed from the second time on'),
    )
    .action(context.action((key: string, options: Options) => publish(context, key, options)));
}

async function publish(context: Context, key: string, { reason }: Options): Promise<number> {
  const { deps, hub } = await context.open();
  const assessment = await assessmentOfKey(deps, key);
  const made = await hub.publishResults({ assessment: assessment.id, reason: reason ?? null });
  const { language } = context;
  const held = text(
    `Trong đó ${made.heldScores} điểm đang chờ xem xét`,
    `Scores that were held back: ${made.heldScores}`,
  );
  answer(context, { ...made, assessment: key }, [
    titleOf(assessment, language),
    say(
      context,
      text(
        `Công bố lần ${made.number}: ${moment(made.at)}`,
        `Publication ${made.number}: ${moment(made.at)}`,
      ),
    ),
    `SHA-256: ${made.hash}`,
    ...(made.heldScores > 0 ? [say(context, held)] : []),
  ]);
  return EXIT.OK;
}

async function assessmentOfKey(deps: HubDeps, key: string): Promise<AssessmentView> {
  const [indexSet = '', year = '', level = ''] = key.split('/');
  const isKey = /^[^/]+\/\d{4}\/[A-Z]+$/.test(key) && UNIT_LEVELS.includes(level as UnitLevel);
  if (!isKey) throw badKey(key);
  return assessmentView(deps, indexSet, Number(year), level as UnitLevel);
}

const badKey = (key: string) =>
  configError(
    'BAD_USAGE',
    text(
      `"${key}" không phải là kỳ đánh giá; cần dạng bộ chỉ số/năm/cấp, ví dụ hue-dti-2024/2024/COMMUNE. Các cấp: ${UNIT_LEVELS.join(', ')}.`,
      `"${key}" is no assessment; expected index set/year/level, such as hue-dti-2024/2024/COMMUNE. Levels: ${UNIT_LEVELS.join(', ')}.`,
    ),
  );
