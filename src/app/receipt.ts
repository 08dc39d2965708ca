import type { Indicator } from '../catalog/index-set.ts';
import { isDay, type Window } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import type { Quantities, Quantity } from '../core/measure.ts';
import { type Language, type Text, text } from '../core/text.ts';
import type { MeasureTitle } from '../rules/rule.ts';
import { quantitiesOf } from '../store/quantities.ts';
import {
  type CountedIn,
  type ReceiptKey,
  receiptFacts,
  receiptRecords,
  recordsErasedAt,
  VANISHED,
} from '../store/receipt-rows.ts';
import { runsById } from '../store/run-history.ts';
import { scoreboardMoment } from '../store/scoreboards.ts';
import { allSources, type StoredSource } from '../store/sources.ts';
import { placeCursor, placeOf as placeInList } from './cursor.ts';
import type { HubDeps } from './deps.ts';
import type { Page, PageRequest } from './page.ts';
import { checkPage } from './paging.ts';
import { shownConnector } from './pull/connector-of-source.ts';
import { toRunView } from './pull-run-view.ts';
import { measuresByAggregation } from './score-assessment.ts';
import type { FactView, QuantityView, ReceiptView, RecordView } from './views/receipt.ts';
import type { ScoreboardView } from './views/scoreboard.ts';

/** The row of a scoreboard, by printed code. */
export function indicatorOf(board: ScoreboardView, code: string): Indicator {
  const { indexSet, level } = board.assessment;
  const indicator = indexSet.indicators.find((one) => one.code === code);
  if (indicator?.levels.includes(level)) return indicator;
  throw configError(
    'UNKNOWN_INDICATOR',
    indicator
      ? text(
          `Tiêu chí ${code} không áp dụng cho cấp của ${board.unit.name}.`,
          `Indicator ${code} does not apply to the level of ${board.unit.name}.`,
        )
      : text(
          `Bộ chỉ số "${indexSet.code}" không có tiêu chí "${code}". Lưu ý 1.10 khác 1.1.`,
          `Index set "${indexSet.code}" has no indicator "${code}". Mind that 1.10 is not 1.1.`,
        ),
  );
}

/**
 * Everything the score was computed from, computed again from the facts as they were known at its moment:
 * rule, quantities and arithmetic in words.
 */
export async function receiptView(
  deps: HubDeps,
  board: ScoreboardView,
  code: string,
  language: Language,
): Promise<ReceiptView> {
  const indicator = indicatorOf(board, code);
  const { indexSet, level, year, dataWindow } = board.assessment;
  const rule = indicator.ruleAt(level);
  const context = { max: indicator.maxPoints, year };
  const title = titles(deps);
  const decreeText = [indicator.task, indicator.condition, indicator.evidence].filter(Boolean).join('\n');
  if (rule === null) return { rule: noRule(language), decreeText, steps: [], quantities: [] };
  const quantities = await knownQuantities(deps, board);
  const needed = new Map([...quantities].filter(([measure]) => rule.needs().includes(measure)));
  return {
    rule: { kind: rule.kind, sentence: rule.describe(context, title, language), parameters: rule.params },
    decreeText,
    steps: rule
      .explain(needed, context, language)
      .map((step) => ({ label: step.label[language], expression: step.expression, value: step.value })),
    quantities: rule.needs().map(
      (measure): QuantityView => ({
        measure: measureOf(deps, indexSet.reportedMeasures, measure),
        unitKey: board.unit.key,
        scoreboardId: board.id,
        value: needed.get(measure)?.value ?? null,
        isMasked: false,
        day: needed.get(measure)?.day ?? null,
        window: dataWindow,
        knownAt: board.scoredAt,
        asOf: board.asOf,
      }),
    ),
  };
}

const measureOf = (
  deps: HubDeps,
  reported: ScoreboardView['assessment']['indexSet']['reportedMeasures'],
  code: string,
) => reported.find((measure) => measure.code === code) ?? deps.measures.get(code);

export const titles =
  (deps: HubDeps): MeasureTitle =>
  (code): Text =>
    deps.measures.get(code).title;

const noRule = (language: Language) => ({
  kind: 'none',
  sentence: text(
    'Quyết định không nêu cách chấm; cần người thẩm định.',
    'The decree gives no way to score; a person decides.',
  )[language],
  parameters: {},
});

export async function knownQuantities(deps: HubDeps, board: ScoreboardView): Promise<Quantities> {
  const unitId = deps.unitIds.of(board.unit);
  const { indexSet, dataWindow } = board.assessment;
  const moment = await scoreboardMoment(deps.database, board.id, board.asOf ?? board.scoredAt);
  const wanted = measuresByAggregation(indexSet, deps.measures);
  const found = await quantitiesOf(deps.database, dataWindow, [unitId], wanted, moment);
  return new Map(
    found(unitId).map((one): [string, Quantity] => [
      deps.measures.code(one.measureId),
      { value: one.value, day: one.day },
    ]),
  );
}

const keyOf = (deps: HubDeps, quantity: QuantityView): ReceiptKey => ({
  unitId: deps.unitIds.of({ key: quantity.unitKey }),
  measureId: deps.measures.id(quantity.measure.code),
  window: countedDays(quantity),
  scoreboardId: quantity.scoreboardId,
  // Of the scoring that is shown: another one may have been stored meanwhile.
  asOf: quantity.asOf ?? quantity.knownAt,
});

/** Cursors belong to one list of one quantity, at one moment. */
const listOf = (kind: string, { scoreboardId, measure, asOf }: QuantityView): string =>
  [kind, scoreboardId, measure.code, ...(asOf ? [asOf.toISOString()] : [])].join(' ');

/** A stock counts on the day of its last snapshot alone; what was counted earlier took no part. */
function countedDays({ measure, day, window }: QuantityView): Window {
  const isStock = measure.aggregation === 'LAST' || measure.aggregation === 'CUM';
  return isStock && day !== null ? { from: day, to: day } : window;
}

export async function receiptFactsView(
  deps: HubDeps,
  quantity: QuantityView,
  page: PageRequest,
): Promise<Page<FactView>> {
  checkPage(page);
  const list = listOf('facts', quantity);
  const after = page.after === null ? null : placeInList(list, page.after, isFactPlace);
  const { total, facts } = await receiptFacts(
    deps.database,
    keyOf(deps, quantity),
    page.first + 1,
    after && { day: after[0], id: after[1] },
  );
  const shown = facts.slice(0, page.first);
  const runs = await runsById(deps.database, [...new Set(shown.map((fact) => fact.runId))]);
  const runById = new Map(runs.map((run) => [run.id, toRunView(deps, run)]));
  return {
    totalCount: total,
    items: shown.flatMap((fact) => {
      const pullRun = runById.get(fact.runId);
      if (!pullRun) return [];
      return [
        {
          cursor: placeCursor(list, fact.day, fact.id),
          node: { date: fact.day, value: fact.value, pullRun },
        },
      ];
    }),
    hasNextPage: facts.length > page.first,
    hasPreviousPage: after !== null,
  };
}

export async function receiptRecordsView(
  deps: HubDeps,
  quantity: QuantityView,
  page: PageRequest,
  language: Language,
): Promise<Page<RecordView>> {
  checkPage(page);
  const counted = countedIn(deps, await allSources(deps.database), quantity.measure.code);
  // Counted by the source itself: there are facts and no records.
  if (counted.places.length === 0)
    return { totalCount: 0, items: [], hasNextPage: false, hasPreviousPage: false };
  const list = listOf('records', quantity);
  const after = page.after === null ? null : placeInList(list, page.after, isRecordPlace);
  const { total, records } = await receiptRecords(
    deps.database,
    keyOf(deps, quantity),
    counted.places,
    page.first + 1,
    after && { at: after[0], key: after[1] },
  );
  return {
    totalCount: total,
    items: records.slice(0, page.first).map((record) => ({
      cursor: placeCursor(list, record.atText, record.key),
      node: {
        externalId: record.key,
        occurredAt: record.at,
        title: record.title,
        counted: record.count > 0,
        reason: reasonOf(record.reason, counted.reasons, language),
      },
    })),
    hasNextPage: records.length > page.first,
    hasPreviousPage: after !== null,
  };
}

/** When records of its days were erased last; null: none was, or there never were any. */
export async function recordsErasedView(deps: HubDeps, quantity: QuantityView): Promise<Date | null> {
  const { places } = countedIn(deps, await allSources(deps.database), quantity.measure.code);
  return places.length === 0 ? null : recordsErasedAt(deps.database, keyOf(deps, quantity), places);
}

/** Where sources count a measure, and the words of all their reasons. */
function countedIn(deps: HubDeps, sources: readonly StoredSource[], measure: string) {
  const places: CountedIn[] = [];
  let reasons: Readonly<Record<string, Text>> = {};
  const known = sources.filter(({ connector }) => deps.connectors.some(({ id }) => id === connector));
  for (const source of known) {
    for (const stream of shownConnector(deps, source).records) {
      const index = stream.measures.findIndex((one) => (one as { code: string }).code === measure);
      if (index < 0) continue;
      places.push({ source: source.id, stream: stream.name, place: index + 1 });
      reasons = { ...reasons, ...stream.reasons };
    }
  }
  return { places, reasons };
}

/** Facts follow one another by day and number, records by moment and key. */
const isFactPlace = (place: readonly unknown[]): place is readonly [string, number] =>
  place.length === 2 && typeof place[0] === 'string' && isDay(place[0]) && Number.isSafeInteger(place[1]);

const isRecordPlace = (place: readonly unknown[]): place is readonly [string, string] =>
  place.length === 2 &&
  place.every((part) => typeof part === 'string' && !part.includes('\u0000')) &&
  !Number.isNaN(Date.parse(place[0] as string));

function reasonOf(
  code: string | null,
  reasons: Readonly<Record<string, Text>>,
  language: Language,
): string | null {
  if (code === null) return null;
  return (code === VANISHED ? GONE : reasons[code])?.[language] ?? code;
}

const GONE = text(
  'Nguồn không còn bản ghi này; bản ghi được giữ lại và không tính',
  'The source no longer has this record; it is kept and not counted',
);
