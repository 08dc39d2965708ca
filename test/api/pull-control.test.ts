import { afterEach, expect, test } from 'vitest';
import { toId } from '../../schema/id.ts';
import type { Hub } from '../../src/app/hub.ts';
import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';

let api: Api | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

const open = async (part: Partial<Hub> = {}) => {
  api = await startApi(part);
  return api;
};

const RUN = toId('PullRun', 'run-1');
const SOURCE = toId('Source', 's1');
const ERRORS = 'userErrors { field code message }';

const REVIEW = `mutation { reviewPullRun(input: {pullRun: "${RUN}", decision: REJECT, reason: "Sai rõ ràng"}) { pullRun { id } ${ERRORS} } }`;
const CANCEL = `mutation { cancelPull(input: {pullRun: "${RUN}"}) { pullRun { state } ${ERRORS} } }`;
const UPDATE = `mutation { updateSource(input: {source: "${SOURCE}", version: 3, schedule: null}) { source { id } ${ERRORS} } }`;
const BACKFILL = `mutation { startBackfill(input: {from: "2023-01-01", to: "2023-02-01"}) { pulls { window { from } } ${ERRORS} } }`;

test.each([REVIEW, CANCEL, UPDATE, BACKFILL])('only the administrator: %s', async (mutation) => {
  const { body } = await (await open()).query(mutation);
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test.each([
  ['reviewPullRun', REVIEW, 'ALREADY_DECIDED'],
  ['cancelPull', CANCEL, 'TOO_LATE'],
  ['updateSource', UPDATE, 'CONFLICT'],
  ['startBackfill', BACKFILL, 'BAD_RANGE'],
] as const)('F39 F40: what the caller can put right is an answer of %s', async (field, mutation, code) => {
  const fail = async () => {
    throw configError(code, text('Câu trả lời', 'An answer'));
  };
  const part = { reviewPullRun: fail, cancelPull: fail, updateSource: fail, startBackfill: fail };
  const { body } = await (await open(part)).query(mutation, {}, ADMIN);
  expect(body.errors).toBeUndefined();
  expect(body.data?.[field]).toMatchObject({ userErrors: [{ code, message: 'Câu trả lời' }] });
});

test('only what is given is changed; no schedule is given by null', async () => {
  const seen: unknown[] = [];
  const updateSource: Hub['updateSource'] = async (input) => {
    seen.push(input);
    throw configError('SEEN', text('Đã xem', 'Seen'));
  };
  await (await open({ updateSource })).query(UPDATE, {}, ADMIN);
  expect(seen).toEqual([{ source: 's1', version: 3, schedule: null }]);
});

test('a pull of one unit, tried only', async () => {
  const seen: unknown[] = [];
  const startPull: Hub['startPull'] = async (input) => {
    seen.push(input);
    throw configError('SEEN', text('Đã xem', 'Seen'));
  };
  const mutation = `mutation { startPull(input: {source: "${SOURCE}", unit: "19801", dryRun: true}) { ${ERRORS} } }`;
  await (await open({ startPull })).query(mutation, {}, ADMIN);
  expect(seen).toEqual([{ source: 's1', from: null, to: null, unit: '19801', dryRun: true }]);
});
