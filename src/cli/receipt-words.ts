import type { ReceiptView } from '../app/views/receipt.ts';
import type { ScoreboardView, ScoreState, ScoreView } from '../app/views/scoreboard.ts';
import { dayOf } from '../core/clock.ts';
import { toNumber } from '../core/points.ts';
import { formatDay, formatNumber, type Language, type Text, text } from '../core/text.ts';
import type { Evidence } from './evidence.ts';
import { table } from './terminal.ts';
import { decimal, lookedBackTo, moment, titleOf } from './words.ts';

/** A receipt and what it rests on. */
export interface FullReceipt {
  readonly board: ScoreboardView;
  readonly score: ScoreView;
  readonly view: ReceiptView;
  readonly evidence: readonly Evidence[];
}

const STATES: Record<ScoreState, Text> = {
  SCORED: text('đã chấm', 'scored'),
  NO_DATA: text('chưa có số liệu', 'no data'),
  NOT_APPLICABLE: text('không áp dụng', 'not applicable'),
  SUSPECT: text('số liệu chờ kiểm tra', 'data held for review'),
  ERROR: text('lỗi', 'error'),
};

export function receiptDocument({ board, score, view, evidence }: FullReceipt, language: Language): object {
  const { indexSet, year, level } = board.assessment;
  return {
    indexSet: indexSet.code,
    year,
    level,
    unit: { code: board.unit.code, name: board.unit.name },
    indicator: {
      code: score.indicator.code,
      title: score.indicator.title,
      maxPoints: toNumber(score.maxPoints),
    },
    state: score.state,
    points: score.points === null ? null : toNumber(score.points),
    reason: score.reason?.[language] ?? null,
    scoredAt: board.scoredAt,
    ...(board.asOf ? { asOf: board.asOf } : {}),
    rule: view.rule,
    decreeText: view.decreeText,
    steps: view.steps,
    quantities: evidence.map(({ quantity, facts, runs, recordsErasedAt }) => ({
      measure: quantity.measure.code,
      title: quantity.measure.title[language],
      unit: quantity.measure.unit[language],
      value: quantity.value,
      day: quantity.day,
      window: quantity.window,
      facts,
      ...(recordsErasedAt ? { recordsErasedAt } : {}),
      runs: runs.map(({ id, startedAt, connectorVersion, payloadHash }) => ({
        id,
        startedAt,
        connectorVersion,
        payloadHash,
      })),
    })),
  };
}

export function receiptLines(full: FullReceipt, language: Language): string[] {
  const { board, score, view } = full;
  const words = (vi: string, en: string) => text(vi, en)[language];
  const points = `${decimal(score.points, language)} / ${decimal(score.maxPoints, language)}`;
  return [
    `${board.unit.name} (${board.unit.code}) · ${titleOf(board.assessment, language)}`,
    ...(board.asOf ? [lookedBackTo(board.asOf)[language]] : []),
    `${score.indicator.code} ${score.indicator.title}`,
    `${words('Điểm', 'Points')}: ${points} (${STATES[score.state][language]})`,
    ...(score.reason ? [score.reason[language]] : []),
    '',
    `${words('Cách chấm', 'Rule')}: ${view.rule.sentence}`,
    ...table(
      ['', '', ''],
      view.steps.map((step) => [`  ${step.label}`, step.expression, `= ${step.value}`]),
    ).slice(1),
    ...quantityLines(full, language),
    ...erasedLines(full, language),
    ...runLines(full, language),
  ];
}

function quantityLines({ board, evidence }: FullReceipt, language: Language): string[] {
  if (evidence.length === 0) return [];
  const { from, to } = board.assessment.dataWindow;
  const head = text('Số liệu từ', 'Quantities of')[language];
  return [
    '',
    `${head} ${formatDay(from)} - ${formatDay(to)}`,
    ...evidence.map(({ quantity, facts }) => {
      const { code, title, unit } = quantity.measure;
      const value =
        quantity.value === null ? '–' : `${formatNumber(quantity.value, language)} ${unit[language]}`;
      const count = text(`từ ${facts} số liệu`, `from ${facts} facts`)[language];
      return `  ${title[language]} (${code}): ${value}, ${count}`;
    }),
  ];
}

function erasedLines({ evidence }: FullReceipt, language: Language): string[] {
  const last = Math.max(...evidence.map(({ recordsErasedAt }) => recordsErasedAt?.getTime() ?? 0));
  if (last <= 0) return [];
  const day = formatDay(dayOf(new Date(last)));
  return [
    text(
      `  Bản ghi của nguồn đã được xóa ngày ${day} vì hết hạn giữ; số liệu và điểm giữ nguyên.`,
      `  Records of the source were erased on ${day}, at the end of their time; facts and points stay.`,
    )[language],
  ];
}

function runLines({ evidence }: FullReceipt, language: Language): string[] {
  const runs = new Map(evidence.flatMap((one) => one.runs).map((run) => [run.id, run]));
  if (runs.size === 0) return [];
  const word = text('lần', 'run')[language];
  return [
    '',
    text('Các lần lấy dữ liệu', 'Pull runs')[language],
    ...[...runs.values()].map(
      (run) => `  ${word} ${run.id}, ${moment(run.startedAt)}, sha256 ${run.payloadHash ?? '–'}`,
    ),
  ];
}
