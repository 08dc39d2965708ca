import type { Count, RecordMeasure } from '../../src/connector-kit/connector.ts';
import type { Aggregation } from '../../src/core/measure.ts';
import { type Text, text } from '../../src/core/text.ts';

export const DOSSIER = text('hồ sơ', 'dossier');
export const PROCEDURE = text('thủ tục', 'procedure');

export const measure = <D>(
  code: string,
  title: Text,
  unit: Text,
  aggregation: Aggregation,
  count: (data: D) => Count,
): RecordMeasure<D> => ({ code, title, unit, aggregation, count });
