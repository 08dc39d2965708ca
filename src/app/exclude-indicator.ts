import { dayOf, isDay } from '../core/clock.ts';
import { HubError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';
import { addExclusion } from '../store/assessments.ts';
import { indicatorKey, scoreDocument } from './audit/indicator-document.ts';
import { record } from './audit/record.ts';
import type { HubDeps } from './deps.ts';
import { indicatorOf } from './receipt.ts';
import { scoreAssessment } from './score-assessment.ts';
import { scoreboardView, unitInAssessment } from './scoreboard.ts';
import type { ExcludeIndicator, ScoreboardView } from './views/scoreboard.ts';

/**
 * Takes a row out of one unit's assessment by a written decision (931/QĐ-UBND, II.2.c "Trường hợp đặc biệt")
 * and scores again: the row leaves the maximum, nobody else's points move.
 */
export async function excludeIndicator(deps: HubDeps, input: ExcludeIndicator): Promise<ScoreboardView> {
  for (const field of ['decisionNumber', 'reason'] as const) {
    if (input[field].trim().length === 0) throw refused(field, required(field));
  }
  const today = dayOf(deps.clock.now());
  if (!isDay(input.decisionDate) || input.decisionDate > today) {
    throw refused('decisionDate', dayExpected(input.decisionDate));
  }
  const before = await scoreboardView(deps, input.unit, input.indexSet, input.year);
  indicatorOf(before, input.indicator);
  const row = before.indicators.find(({ indicator }) => indicator.code === input.indicator);
  const { unit, assessment } = await unitInAssessment(deps, input.unit, input.indexSet, input.year);
  const decision = { decisionNumber: input.decisionNumber.trim(), decisionDate: input.decisionDate };
  const reason = input.reason.trim();
  await deps.database.transaction(async (queries) => {
    const place = { unitId: deps.unitIds.of(unit), indicator: input.indicator };
    await addExclusion(queries, assessment.id, { ...place, ...decision, reason });
    await record(deps, queries, {
      action: 'INDICATOR_EXCLUDED',
      subject: 'Indicator',
      subjectKey: indicatorKey(input),
      before: scoreDocument(row),
      after: decision,
      reason,
    });
  });
  await scoreAssessment(deps, assessment);
  return scoreboardView(deps, input.unit, input.indexSet, input.year);
}

const refused = (field: string, message: Text) =>
  new HubError('config', 'BAD_INPUT', message, { details: { field } });

const required = (field: string): Text =>
  text(
    `Thiếu "${field}": cần số, ngày quyết định và lý do.`,
    `"${field}" is missing: number, date and reason are needed.`,
  );

const dayExpected = (value: string): Text =>
  text(
    `"${value}" không phải là ngày đã qua; cần dạng 2024-11-15, không sau hôm nay.`,
    `"${value}" is no past day; expected the form 2024-11-15, not after today.`,
  );
