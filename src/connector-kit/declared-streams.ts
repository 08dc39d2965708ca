import { type Text, text } from '../core/text.ts';
import type { Count, KnownMeasures, RecordStream, Streams, ValueStream } from './connector.ts';
import type { RowMap } from './declared-list.ts';
import { type DeclaredMeasure, measureOf } from './declared-measures.ts';
import type { Row } from './declared-rows.ts';
import { isTrue } from './expression.ts';
import { Budget, STEPS_OF_A_RECORD } from './expression-budget.ts';
import { compiledOrNull } from './expression-field.ts';

/** The streams that a configuration declares. */
export const declaredStreams = (lists: readonly RowMap[], known: KnownMeasures): Streams => ({
  records: lists
    .filter(({ mode }) => mode === 'records')
    .map((list) => recordStream(list, known) as RecordStream<never>),
  values: lists.filter(({ mode }) => mode === 'values').map((list) => valueStream(list, known)),
});

const titleOf = ({ title, titleEn }: RowMap) => text(title, titleEn ?? title);

const recordStream = (list: RowMap, known: KnownMeasures): RecordStream<Row> => ({
  name: list.name,
  title: titleOf(list),
  identifiesPerson: list.identifiesPerson,
  measures: list.measures.map((declared) => ({ ...measureOf(declared, known), count: counter(declared) })),
  reasons: REASONS,
});

/** Why a row adds nothing to a measure. */
export const REASONS: Readonly<Record<string, Text>> = {
  OTHER: text('Không thỏa điều kiện của đại lượng', 'Does not meet the condition of the measure'),
  NO_FIGURE: text('Không có giá trị', 'Without a value'),
  BAD_FIGURE: text('Giá trị không phải số nguyên không âm', 'The value is no whole number of at least 0'),
};

const valueStream = (list: RowMap, known: KnownMeasures): ValueStream => ({
  name: list.name,
  title: titleOf(list),
  measures: list.measures.map((declared) => measureOf(declared, known)),
});

/** What a row adds to a measure: a count, or the reason why it adds nothing. */
export function counter({ where, value }: DeclaredMeasure): (row: Row) => Count {
  const [passes, figure] = [compiledOrNull(where), compiledOrNull(value)];
  return (row) => {
    const budget = new Budget(STEPS_OF_A_RECORD);
    if (passes && !isTrue(passes(row, budget))) return 'OTHER';
    if (!figure) return 1;
    const found = figure(row, budget);
    if (found === null || found === '') return 'NO_FIGURE';
    return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : 'BAD_FIGURE';
  };
}
