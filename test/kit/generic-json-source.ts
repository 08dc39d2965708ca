import type { RequestHandler } from 'msw';
import { genericJson } from '../../connectors/generic-json/index.ts';
import type { Batch } from '../../src/connector-kit/connector.ts';
import type { Clock, Window } from '../../src/core/clock.ts';
import { type Trial, tryRead } from './connector-run.ts';
import { PRACTICE_UNITS } from './practice-units.ts';

/** A made-up system with one list, as staff would describe it to generic-json. */

export const clock: Clock = { now: () => new Date('2024-03-20T09:00:00+07:00') };
export const MARCH: Window = { from: '2024-03-01', to: '2024-03-31' };
export const HOST = 'https://he-thong.test';

export const read = (config: object, handlers: RequestHandler[], window = MARCH): Promise<Trial> =>
  tryRead({
    connector: genericJson,
    config: genericJson.config.parse(config),
    clock,
    units: PRACTICE_UNITS,
    window,
    handlers,
  });

export const recordsOf = ({ batches }: Trial) =>
  batches.flatMap((batch) => (batch.type === 'records' ? batch.records : []));
export const asideOf = ({ batches }: Trial) => batches.filter(({ type }) => type === 'aside');
export const sliceOf = ({ batches }: Trial) =>
  batches.find((batch) => batch.type === 'slice') as Batch & object;

export const measure = { code: 'KHAC.A', title: 'A', unit: 'mục', aggregation: 'SUM' };
const list = (more: object) => ({
  name: 'muc',
  title: 'Mục',
  path: '/muc',
  recordPath: 'rows',
  key: 'id',
  unit: 'unit',
  at: 'day',
  measures: [measure],
  ...more,
});
export const source = (more: object, access: object = {}) => ({
  baseUrl: HOST,
  ...access,
  lists: [list(more)],
});
export const row = (id: number, day = '2024-03-05') => ({ id, unit: '19804', day });
export const ROWS = [1, 2, 3, 4, 5].map((id) => row(id));
