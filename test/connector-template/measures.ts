import type { RecordStream } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';

export interface Item {
  readonly isDone: boolean;
}

export const items: RecordStream<Item> = {
  name: 'items',
  title: text('Mục', 'Items'),
  // True when the identifier leads to a person's case: only a keyed hash of it is stored then.
  identifiesPerson: true,
  measures: [
    {
      code: 'CONNECTORTEMPLATE.ITEM',
      title: text('Số mục đã hoàn thành', 'Finished items'),
      unit: text('mục', 'item'),
      aggregation: 'SUM',
      count: ({ isDone }) => (isDone ? 1 : 'NOT_DONE'),
    },
  ],
  reasons: { NOT_DONE: text('Chưa hoàn thành', 'Not finished') },
};
