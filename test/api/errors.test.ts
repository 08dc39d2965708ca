import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toId } from '../../schema/id.ts';
import { configError, retryError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';

const ENGLISH = { 'accept-language': 'en-GB,en;q=0.9' };
const ASSESSMENT = 'query ($set: String!) { assessment(indexSet: $set, year: 2024, level: COMMUNE) { id } }';
const CREATE = `mutation ($connector: ID!) {
  createSource(input: {name: "A", connector: $connector, config: {}}) {
    source { id } userErrors { field code message }
  }
}`;

const logged: object[] = [];
let api: Api;
beforeAll(async () => {
  const log = { info() {}, error: (fields: object) => void logged.push(fields) };
  const hub = {
    assessments: async () => {
      throw new Error('password=hunter2 at 10.0.0.5');
    },
    sources: async () => {
      throw retryError('SOURCE_AWAY', text('Hãy thử lại sau', 'Try again later'));
    },
  };
  api = await startApi(hub, { log });
});
afterAll(() => api.close());

describe('a foreseen error', () => {
  test('is told in Vietnamese by default', async () => {
    const { status, body } = await api.query(ASSESSMENT, { set: 'nowhere' });
    expect(status).toBe(200);
    expect(body.errors).toEqual([
      {
        message: 'Không có "nowhere".',
        locations: [{ line: 1, column: 25 }],
        path: ['assessment'],
        extensions: { code: 'UNKNOWN_INDEX_SET', family: 'config' },
      },
    ]);
  });

  test('is told in English when asked', async () => {
    const { body } = await api.query(ASSESSMENT, { set: 'nowhere' }, ENGLISH);
    expect(body.errors[0].message).toBe('There is no "nowhere".');
  });

  test('names its family, so a client knows whether to try again', async () => {
    const { body } = await api.query('{ sources(first: 1) { totalCount } }');
    expect(body.errors[0].extensions).toEqual({ code: 'SOURCE_AWAY', family: 'retry' });
  });
});

test('an unforeseen error is masked, and logged', async () => {
  const { body, text } = await api.query('{ assessments { id } }', {}, ENGLISH);
  expect(body.errors[0]).toMatchObject({
    message: expect.stringMatching(/^Internal error/),
    extensions: { code: 'INTERNAL', family: 'stop' },
  });
  expect(text).not.toMatch(/hunter2|10\.0\.0\.5|stack/);
  expect(logged).toMatchObject([{ err: { message: 'password=hunter2 at 10.0.0.5' }, path: ['assessments'] }]);
});

describe('a mistake in the operation keeps its message', () => {
  test.each([
    [
      'an unknown field',
      '{ nothing }',
      'GRAPHQL_VALIDATION_FAILED',
      /^Truy vấn không khớp lược đồ.*: Cannot query field "nothing"/,
    ],
    ['bad syntax', '{ indexSets {', 'GRAPHQL_PARSE_FAILED', /^Truy vấn sai cú pháp.*: Syntax Error/],
    [
      'no day',
      '{ unit(code: "46", validOn: "2024-02-30") { id } }',
      'GRAPHQL_VALIDATION_FAILED',
      /no day of the calendar/,
    ],
    [
      'a fragment in itself',
      '{ unit(code: "46") { ...F } } fragment F on Unit { parent { ...F } }',
      'GRAPHQL_VALIDATION_FAILED',
      /within itself/,
    ],
  ])('%s', async (_name, query, code, message) => {
    const { status, body } = await api.query(query);
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ message: expect.stringMatching(message), extensions: { code } });
    expect(body.errors[0].extensions.stacktrace).toBeUndefined();
  });

  test('a wrong variable', async () => {
    const { status, body } = await api.query(ASSESSMENT, {});
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(body.errors[0].message).toMatch(/^Giá trị gửi kèm truy vấn/);
  });
});

test.each([
  ['nonsense', 'nonsense'],
  ['an id of another type', toId('Source', 's1')],
  ['an id with something behind it', `${toId('PullRun', 'run-1')}!`],
])('%s is no id of a pull run', async (_name, id) => {
  const { body } = await api.query('query ($id: ID!) { pullRun(id: $id) { id } }', { id });
  expect(body.errors[0].extensions.code).toBe('BAD_ID');
});

describe('mutations', () => {
  const TEST = 'mutation { testSource(input: {connector: "news-site", config: {}}) { userErrors { code } } }';

  // Every mutation for every role: rights.test.ts.
  test('need a credential', async () => {
    for (const authorization of ['', 'Bearer wrong', 'Basic test-administrator']) {
      const { body } = await api.query(TEST, {}, { authorization });
      expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    }
    expect((await api.query(TEST, {}, ADMIN)).body).toEqual({ data: { testSource: { userErrors: [] } } });
  });

  test('tell what the caller must correct, and where', async () => {
    const { body } = await api.query(CREATE, { connector: 'fax' }, { ...ADMIN, ...ENGLISH });
    expect(body.data.createSource).toEqual({
      source: null,
      userErrors: [{ field: 'connector', code: 'UNKNOWN_CONNECTOR', message: 'There is no "fax".' }],
    });
  });

  test('take a connector by id as well as by name', async () => {
    const { body } = await api.query(CREATE, { connector: toId('Connector', 'news-site') }, ADMIN);
    expect(body.data.createSource).toEqual({ source: { id: toId('Source', 's1') }, userErrors: [] });
  });

  test('leave to the top level what the caller cannot correct', async () => {
    const away = await startApi({
      createSource: async () => {
        throw retryError('DATABASE_AWAY', text('Hãy thử lại sau', 'Try again later'));
      },
      testSource: async () => {
        throw configError('BAD_CONFIG', text('Sai cấu hình', 'Wrong configuration'));
      },
    });
    const created = await away.query(CREATE, { connector: 'news-site' }, ADMIN);
    expect(created.body.errors[0].extensions).toEqual({ code: 'DATABASE_AWAY', family: 'retry' });
    const tested = await away.query(TEST, {}, ADMIN);
    expect(tested.body.data.testSource.userErrors).toEqual([{ code: 'BAD_CONFIG' }]);
    await away.close();
  });
});
