import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { checkOperation } from '../../src/server/check-operation.ts';
import { MAX_BODY_BYTES, overLimit } from '../../src/server/operation-limits.ts';
import { type Api, startApi } from '../kit/api.ts';

const ENGLISH = { 'accept-language': 'en' };

let api: Api;
beforeAll(async () => {
  const timedOut = Object.assign(new Error('canceling statement due to statement timeout'), {
    code: '57014',
  });
  api = await startApi({ assessments: () => Promise.reject(timedOut) });
});
afterAll(() => api.close());

const nested = (field: string, levels: number, inside: string): string =>
  levels === 0 ? inside : `${field} { ${nested(field, levels - 1, inside)} }`;
const units = (levels: number) => `{ unit(code: "46") { ${nested('parent', levels, 'name')} } }`;
const lists = (levels: number) => {
  const outer = levels - 1;
  return `{ unit(code: "46") { ${nested('successors { unit', outer, 'successors { kind }')}${' }'.repeat(outer)} } }`;
};
const many = (count: number, field: (index: number) => string) =>
  `{ ${Array.from({ length: count }, (_, index) => field(index)).join(' ')} }`;
const RECEIPTS = 'indicators { receipt { quantities { facts(first: 100) { nodes { date value } } } } }';
const records = (which: string, first: number) =>
  `{ scoreboard(unit: "46-001", indexSet: "hue-dti-2024", year: 2024) { ${which} { receipt { quantities {
    records(first: ${first}) { nodes { externalId occurredAt title counted reason } } } } } } }`;
const erased = (times: number) =>
  `{ scoreboard(unit: "46-001", indexSet: "hue-dti-2024", year: 2024) { indicators { receipt { quantities
    ${many(times, (index) => `e${index}: recordsErasedAt`)} } } } }`;
const board = (index: number) =>
  `b${index}: scoreboard(unit: "46-001", indexSet: "hue-dti-2024", year: 2024) { ${RECEIPTS} }`;
const nodes = (count: number) =>
  `{ nodes(ids: ${JSON.stringify(Array.from({ length: count }, () => 'x'))}) { ... on Scoreboard { ${RECEIPTS} } } }`;
const named = (count: number) =>
  many(
    count,
    (index) => `n${index}: nodes(ids: ${JSON.stringify(Array.from({ length: 100 }, () => 'x'))}) { id }`,
  );
const aliases = (count: number) => many(count, (index) => `a${index}: version`);
const directives = (count: number) => many(count, () => 'version @include(if: true)');

describe('S25, S26: each limit has its code and answers 400', () => {
  test.each([
    ['depth', 'OPERATION_TOO_DEEP', units(13), units(14), /16 levels deep; at most 15/],
    ['lists in lists', 'LISTS_TOO_NESTED', lists(6), lists(7), /7 lists in each other; at most 6/],
    ['aliases', 'TOO_MANY_ALIASES', aliases(50), aliases(51), /51 aliases; at most 50/],
    ['directives', 'TOO_MANY_DIRECTIVES', directives(50), directives(51), /51 directives; at most 50/],
    ['tokens', 'OPERATION_TOO_LONG', many(1_990, () => 'version'), many(2_000, () => 'version'), /2000 tok/],
    ['cost of ids', 'OPERATION_TOO_COSTLY', nodes(1), nodes(100), /costs \d+; at most 40000/],
    ['cost of many ids', 'OPERATION_TOO_COSTLY', named(1), named(2), /costs \d+; at most 40000/],
    ['cost', 'OPERATION_TOO_COSTLY', many(1, board), many(20, board), /costs \d+; at most 40000/],
    [
      'cost of records',
      'OPERATION_TOO_COSTLY',
      records('indicator(code: "1.1")', 100),
      records('indicators', 1),
      /records indicator by indicator/,
    ],
    ['cost of a value that is read by itself', 'OPERATION_TOO_COSTLY', erased(7), erased(8), /costs \d+;/],
    [
      'page size',
      'BAD_PAGE_SIZE',
      '{ sources(first: 100) { totalCount } }',
      '{ sources(first: 101) { totalCount } }',
      /"first" is 101/,
    ],
  ])('%s: %s', async (_limit, code, allowed, refused, message) => {
    const within = await api.query(allowed, {}, ENGLISH);
    expect([within.status, within.body.errors?.[0].extensions.code]).not.toContain(code);
    const { status, body } = await api.query(refused, {}, ENGLISH);
    expect({ status, codes: body.errors.map((one: Coded) => one.extensions.code) }).toEqual({
      status: 400,
      codes: [code],
    });
    expect(body.errors[0].message).toMatch(message);
    expect(body.data).toBeUndefined();
  });

  test('a page size is seen in a variable and in its default, too', async () => {
    const query = 'query ($n: Int! = 500) { sources(first: $n) { totalCount } }';
    for (const variables of [{}, { n: 0 }, { n: 101 }]) {
      expect(await api.query(query, variables)).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'BAD_PAGE_SIZE' } }] },
      });
    }
    expect(await api.query(query, { n: 100 })).toMatchObject({ status: 200 });
  });

  test('S27: variables in variables', async () => {
    const query = 'query ($v: [ID!]!) { nodes(ids: $v) { id } }';
    const answerTo = (levels: number) =>
      api.send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":"${query}","variables":{"v":${'['.repeat(levels)}${']'.repeat(levels)}}}`,
      });
    for (const levels of [33, 500_000]) {
      expect(await answerTo(levels)).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'VARIABLES_TOO_DEEP' } }] },
      });
    }
    expect((await answerTo(32)).text).not.toContain('VARIABLES_TOO_DEEP');
  });

  test('S27: a text whose brackets the parser cannot follow, over HTTP and on the socket', async () => {
    const query = `{ nodes(ids: ${'['.repeat(1_990)}`;
    expect((await api.query(query)).text).not.toContain('call stack');
    expect(JSON.stringify(checkOperation(buildHubSchema(), query))).not.toContain('call stack');
  });

  test('the body', async () => {
    const answer = await api.query(`{ version } #${' '.repeat(MAX_BODY_BYTES)}`);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] },
    });
  });

  test('S32: the time of a statement', async () => {
    const { status, body } = await api.query('{ assessments { id } }');
    expect(status).toBe(400);
    expect(body.errors[0].extensions).toEqual({ code: 'STATEMENT_TIMEOUT', family: 'config' });
  });

  test('S26: a thousand aliases', async () => {
    expect(await api.query(aliases(1_000))).toMatchObject({ status: 400 });
  });

  test('S26: operations in an array', async () => {
    const body = JSON.stringify([{ query: '{ version }' }]);
    const headers = { 'content-type': 'application/json' };
    expect(await api.send('/graphql', { method: 'POST', headers, body })).toMatchObject({ status: 400 });
  });
});

interface Coded {
  readonly extensions: { readonly code: string };
}

describe('what the limits let through', () => {
  const schema = buildHubSchema();
  const VARIABLES = { indexSet: 'hue-dti-2024', year: 2024, level: 'COMMUNE', first: 100, unit: '19815' };

  test('fragments that spread each other twice over are counted in no time', () => {
    const doubled = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on Unit { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ unit(code: "46") { ...F0 } } ${doubled.join(' ')} fragment F60 on Unit { name }`;
    const document = parse(query);
    expect(overLimit({ schema, document, variables: {}, operationName: null })?.message).toMatch(/costs/);
  });

  test('nesting as Relay writes it: pages in pages with edges, cursors and __typename', () => {
    const document = parse(`query ($n: Int!) { sources(first: $n) { edges { cursor node { __typename id
      unmatchedUnits(first: 10) { edges { cursor node { __typename proposals { unit { __typename id
        parent { __typename id parent { __typename id } } } } } } pageInfo { endCursor hasNextPage } } } }
      pageInfo { endCursor hasNextPage } } }`);
    expect(validate(schema, document)).toEqual([]);
    expect(overLimit({ schema, document, variables: { n: 50 }, operationName: null })).toBeNull();
  });

  const folder = new URL('../operations/', import.meta.url);
  test.each(readdirSync(folder).filter((one) => one.endsWith('.graphql')))('%s with full pages', (file) => {
    const document = parse(readFileSync(new URL(file, folder), 'utf8'));
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const operationName = definition.name?.value;
      expect(overLimit({ schema, document, variables: VARIABLES, operationName })).toBeNull();
    }
  });
});
