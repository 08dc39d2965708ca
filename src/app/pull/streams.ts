import type { Connector } from '../../connector-kit/connector.ts';
import type { Measure } from '../../core/measure.ts';
import type { StreamOfRun } from '../../store/publish.ts';
import type { MeasureTable } from '../deps.ts';

/** A stock stays known at its date although a later read shows other dates; a count of days does not. */
const isReplaced = (measure: Measure): boolean =>
  measure.aggregation !== 'LAST' && measure.aggregation !== 'CUM';

/** How each stream of a connector is published: which measures a slice replaces, which are counted from records. */
export function streamsOfRun(connector: Connector, measures: MeasureTable): StreamOfRun[] {
  const ids = (list: readonly Measure[]) => list.map((measure) => measures.id(measure.code));
  return [
    ...connector.records.map((stream) => ({
      stream: stream.name,
      measures: ids(stream.measures as readonly Measure[]),
      replaced: ids((stream.measures as readonly Measure[]).filter(isReplaced)),
      counted: ids((stream.measures as readonly Measure[]).filter(isReplaced)),
    })),
    ...connector.values.map((stream) => ({
      stream: stream.name,
      measures: ids(stream.measures),
      replaced: ids(stream.measures.filter(isReplaced)),
      counted: [],
    })),
  ];
}
