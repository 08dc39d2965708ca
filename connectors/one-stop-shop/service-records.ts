import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import { recordCheck } from '../../src/connector-kit/record-check.ts';
import type { Config } from './config.ts';
import { DOSSIERS } from './list-names.ts';
import type { ServiceVerdict } from './measures-services.ts';
import { levelShape, type RowReader, rowReader, word } from './records.ts';
import { askedTimeOfRow } from './row-day.ts';
import { isOnline, levelMeaning, statusMeaning } from './value-maps.ts';

type Scalar = string | number;
type Fields = Readonly<Record<string, unknown>>;

/** What a received dossier says of its procedure; of the dossier itself not even its number is read. The key is the procedure's code. */
export function serviceReader(
  config: Pick<Config, 'fields' | 'statuses' | 'levels'>,
): RowReader<ServiceVerdict | 'NOT_RECEIVED'> {
  const { unit, procedure, level, received, status } = config.fields;
  const rows = recordCheck<Fields>({
    type: 'object',
    required: [unit, procedure, level, received],
    properties: {
      [unit]: word,
      [procedure]: word,
      [level]: levelShape,
      [received]: { type: 'string' },
      ...(status ? { [status]: { type: ['string', 'integer', 'null'] } } : {}),
    },
  });
  const [levelOf, statusOf] = [levelMeaning(level, config.levels), statusMeaning(status, config.statuses)];

  function verdict(row: Fields): ServiceVerdict | 'NOT_RECEIVED' {
    const given = status ? row[status] : null;
    const known = given == null ? 'OPEN' : statusOf(given as Scalar);
    if (known === undefined) return 'UNKNOWN_STATUS';
    if (known === 'REGISTERED' || known === 'REFUSED') return 'NOT_RECEIVED';
    const online = levelOf(row[level] as Scalar);
    return online === undefined ? 'UNKNOWN_LEVEL' : isOnline(online) ? 'USED' : 'NOT_ONLINE';
  }

  return rowReader(rows, (items, window, firstRow) =>
    rows(items, DOSSIERS, firstRow).map((row, index): SourceRecord<ServiceVerdict | 'NOT_RECEIVED'> => {
      const place = { list: DOSSIERS, row: firstRow + index, field: received };
      const at = askedTimeOfRow(place, row[received], window);
      return {
        key: row[procedure] as string,
        unit: row[unit] as string,
        at,
        title: null,
        data: verdict(row),
      };
    }),
  );
}
