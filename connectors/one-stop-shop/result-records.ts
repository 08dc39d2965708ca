import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import { recordCheck } from '../../src/connector-kit/record-check.ts';
import type { Window } from '../../src/core/clock.ts';
import type { Config } from './config.ts';
import { DOSSIERS } from './list-names.ts';
import type { Handling, Resolution, ResultVerdict } from './measures-results.ts';
import { keyShape, levelShape, type RowReader, rowReader, word } from './records.ts';
import { askedTimeOfRow, isInTime, timeOfRow } from './row-day.ts';
import { levelMeaning, type Status, statusMeaning } from './value-maps.ts';

type Fields = Readonly<Record<string, unknown>>;

const dayOrNothing = { type: ['string', 'null'] } as const;

/** Public reports count 7 (withdrawn) with 9 and 10 as handled (domain facts, B2). */
const HANDLED: ReadonlySet<Status> = new Set(['RESOLVED', 'WITHDRAWN']);

/** Dossiers on the day on which their handling ended; where that is not given, on the day of the result. */
export function resultReader(
  config: Pick<Config, 'fields' | 'statuses' | 'levels'>,
): RowReader<ResultVerdict> {
  const { key, unit, status, level, due, finished, returned } = config.fields;
  const rows = recordCheck<Fields>({
    type: 'object',
    required: [key, unit, due, finished, ...[status, level].filter(Boolean)],
    properties: {
      [key]: keyShape(key),
      [unit]: word,
      [due]: dayOrNothing,
      [finished]: dayOrNothing,
      ...(returned ? { [returned]: dayOrNothing } : {}),
      ...(status ? { [status]: { type: ['string', 'integer'] } } : {}),
      ...(level ? { [level]: levelShape } : {}),
    },
  });
  const levelOf = levelMeaning(level, config.levels);
  const statusOf = statusMeaning(status, config.statuses);

  function resolution(row: Fields, at: string, place: number): Resolution {
    const known = status ? statusOf(row[status] as string | number) : 'RESOLVED';
    if (known === undefined) return 'UNKNOWN_STATUS';
    if (known === 'REFUSED') return 'NOT_ACCEPTED';
    if (!HANDLED.has(known)) return 'STILL_OPEN';
    if (!row[due]) return 'NO_DUE_DAY';
    const dueAt = timeOfRow({ list: DOSSIERS, row: place, field: due }, row[due]);
    return isInTime(at, dueAt) ? 'IN_TIME' : 'LATE';
  }

  function handling(row: Fields): Handling {
    const known = level ? levelOf(row[level] as string | number) : undefined;
    return known === undefined ? 'UNKNOWN_LEVEL' : known === 'FULL' ? known : 'NOT_FULLY_ONLINE';
  }

  return rowReader(rows, (items, window, firstRow) =>
    rows(items, DOSSIERS, firstRow).map((row, index): SourceRecord<ResultVerdict> => {
      const at = endOf(row, config, window, firstRow + index);
      const data: ResultVerdict = `${resolution(row, at, firstRow + index)} ${handling(row)}`;
      return { key: String(row[key]), unit: row[unit] as string, at, title: null, data };
    }),
  );
}

function endOf(row: Fields, { fields }: Pick<Config, 'fields'>, window: Window, place: number): string {
  const field = row[fields.finished] || !fields.returned ? fields.finished : fields.returned;
  return askedTimeOfRow({ list: DOSSIERS, row: place, field }, row[field], window);
}
