import { type Command, Option } from 'commander';
import { findAssessment, toView } from '../app/assessments.ts';
import type { HubDeps } from '../app/deps.ts';
import type { AssessmentView } from '../app/views/assessment.ts';
import { text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import { allAssessments } from '../store/assessments.ts';
import { type Context, say } from './context.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of every command that looks at results. */
export interface Chosen {
  readonly set: string;
  readonly year?: string;
}

export function addChoice(command: Command, context: Context): Command {
  const year = say(context, text('năm (mặc định: năm mới nhất)', 'year (the newest)'));
  return command
    .addOption(
      new Option(
        '--set <code>',
        say(context, text('bộ chỉ số (hue-dti-2024)', 'index set (hue-dti-2024)')),
      ).default('hue-dti-2024'),
    )
    .option('--year <n>', year);
}

/** The assessments of a set and year, of one level or of all; without a year those of the newest. */
export async function chosenAssessments(
  deps: HubDeps,
  chosen: Chosen,
  level: UnitLevel | null,
): Promise<AssessmentView[]> {
  const found = await findAssessment(deps, chosen.set, await chosenYear(deps, chosen), level);
  return found.map((one) => toView(deps, one));
}

export async function chosenYear(deps: HubDeps, { set, year }: Chosen): Promise<number> {
  if (year !== undefined) return wholeNumber('--year', year, { min: 1900, max: 9999 });
  const ofSet = (await allAssessments(deps.database)).filter((one) => one.indexSet === set);
  return Math.max(0, ...ofSet.map((one) => one.year));
}
