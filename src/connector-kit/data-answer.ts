import { type Shape, shape } from './shape.ts';

/** A page of a list and how many items the whole list has. */
export interface DataAnswer<T> {
  readonly data: readonly T[];
  readonly total: number;
}

/** The shape of an answer by the JSON Schema of one item. */
export const dataAnswer = <T>(item: object): Shape<DataAnswer<T>> =>
  shape({
    type: 'object',
    required: ['data', 'total'],
    properties: { total: { type: 'integer' }, data: { type: 'array', items: item } },
  });
