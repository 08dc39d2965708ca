import type { IndexSet, Indicator } from '../catalog/index-set.ts';
import { HubError } from '../core/errors.ts';
import { type Points, toNumber } from '../core/points.ts';
import { type Text, text } from '../core/text.ts';
import type { GivenValue } from '../scoring/decided-score.ts';
import { putAssessedValue } from '../store/assessed-values.ts';
import { indicatorKey, scoreDocument } from './audit/indicator-document.ts';
import { record } from './audit/record.ts';
import type { HubDeps } from './deps.ts';
import { officialResultOf } from './given-values.ts';
import { indicatorOf } from './receipt.ts';
import { scoreAssessment } from './score-assessment.ts';
import { scoreboardView, unitInAssessment } from './scoreboard.ts';
import type { AssessIndicator, ScoreboardView } from './views/scoreboard.ts';

/** Puts a value of people in force and scores again; the value before it stays readable. */
export async function assessIndicator(deps: HubDeps, input: AssessIndicator): Promise<ScoreboardView> {
  if (input.reason.trim() === '') throw refused('reason', reasonExpected);
  const before = await scoreboardView(deps, input.unit, input.indexSet, input.year);
  const indicator = indicatorOf(before, input.indicator);
  const value = givenValue(before.assessment.indexSet, indicator, input.value);
  const { unit, assessment } = await unitInAssessment(deps, input.unit, input.indexSet, input.year);
  const official = officialResultOf(before.assessment.indexSet, unit, input.year);
  if (input.column === 'FINAL' && official?.indicators.has(indicator.code)) {
    throw refused('column', published(indicator, official.indicators.get(indicator.code)?.text ?? ''));
  }
  const reason = input.reason.trim();
  const row = before.indicators.find((one) => one.indicator.code === indicator.code);
  await deps.database.transaction(async (queries) => {
    const place = { unitId: deps.unitIds.of(unit), indicator: indicator.code, column: input.column };
    await putAssessedValue(queries, assessment.id, { ...place, reason, ...value });
    await record(deps, queries, {
      action: 'INDICATOR_ASSESSED',
      subject: 'Indicator',
      subjectKey: indicatorKey(input),
      before: scoreDocument(row),
      after: { column: input.column, ...value },
      reason,
    });
  });
  await scoreAssessment(deps, assessment);
  return scoreboardView(deps, input.unit, input.indexSet, input.year);
}

/** A number with a decimal point and at most two decimals: no comma, no sign, no unit. */
const NUMBER = /^\d{1,9}(?:\.\d{1,2})?$/;

/** What a typed value is worth for a row; throws BAD_VALUE naming the value, the row and the form expected. */
export function givenValue(
  set: Pick<IndexSet, 'scoringModel'>,
  indicator: Indicator,
  typed: string,
): GivenValue {
  // Composed, so that "Đạt" is one word however a keyboard makes it.
  const printed = typed.trim().normalize('NFC');
  if (set.scoringModel !== 'TARGETS') {
    return { points: hundredths(printed, indicator, indicator.maxPoints), met: null, printed };
  }
  const met = printed === 'Đạt' ? true : printed === 'Không đạt' ? false : metBy(printed, indicator);
  return { points: met ? indicator.maxPoints : 0, met, printed };
}

const FULL_SHARE = 10_000;

function metBy(printed: string, indicator: Indicator): boolean {
  const least = indicator.target?.atLeastPercent ?? null;
  if (least === null) throw refused('value', wordsExpected(printed, indicator));
  return hundredths(printed, indicator, FULL_SHARE) >= least;
}

function hundredths(printed: string, indicator: Indicator, max: Points): Points {
  const value = NUMBER.test(printed) ? Math.round(Number(printed) * 100) : Number.NaN;
  if (value <= max) return value;
  throw refused('value', numberExpected(printed, indicator, toNumber(max)));
}

const refused = (field: string, message: Text) =>
  new HubError('config', 'BAD_VALUE', message, { details: { field } });

const numberExpected = (printed: string, { code }: Indicator, max: number): Text =>
  text(
    `Giá trị "${printed.slice(0, 40)}" của tiêu chí ${code} không hợp lệ; cần số từ 0 đến ${max}, dấu chấm thập phân, tối đa 2 chữ số lẻ, không kèm đơn vị, ví dụ 7.5. Giá trị cũ được giữ nguyên.`,
    `The value "${printed.slice(0, 40)}" of ${code} is not valid; expected a number from 0 to ${max} with a decimal point, at most 2 decimals and no unit, such as 7.5. The value before it stays.`,
  );

const wordsExpected = (printed: string, { code, target }: Indicator): Text =>
  text(
    `Giá trị "${printed.slice(0, 40)}" của tiêu chí ${code} không hợp lệ; chỉ tiêu "${target?.text ?? ''}" không phải là số nên cần "Đạt" hoặc "Không đạt". Giá trị cũ được giữ nguyên.`,
    `The value "${printed.slice(0, 40)}" of ${code} is not valid; its target "${target?.text ?? ''}" is no number, so "Đạt" or "Không đạt" is expected. The value before it stays.`,
  );

const published = ({ code }: Indicator, printed: string): Text =>
  text(
    `Tiêu chí ${code} đã có kết quả công bố (${printed}) nên không nhập điểm cuối cùng khác. Hãy nhập cột khác.`,
    `${code} has a published result (${printed}), so no other final value is entered. Use another column.`,
  );

const reasonExpected = text(
  'Thiếu lý do hoặc căn cứ của giá trị; hãy nêu văn bản hoặc biên bản.',
  'The reason or ground of the value is missing; name the document or minutes.',
);
