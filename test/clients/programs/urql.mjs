/** urql: its cache by document, GET for queries with a header of its own, its errors. */
import assert from 'node:assert/strict';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { ENDPOINT, operationsOf, PLACE } from './server.mjs';

const methods = [];
const client = new Client({
  url: ENDPOINT,
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: 'within-url-limit',
  fetchOptions: { headers: { 'apollo-require-preflight': 'true' } },
  fetch: (url, options) => {
    methods.push(options.method);
    return fetch(url, options);
  },
});

const variables = { ...PLACE, level: 'COMMUNE', first: 1 };
const short =
  'query Top($indexSet: String!, $year: Int!, $level: UnitLevel!, $first: Int!) { assessment(indexSet: $indexSet, year: $year, level: $level) { id ranking(first: $first) { nodes { unit { id code } } } } }';
const top = await client.query(short, variables).toPromise();
assert.equal(top.error, undefined);
assert.deepEqual(methods, ['GET']);

const { code } = top.data.assessment.ranking.nodes[0].unit;
const board = { ...PLACE, unit: code };
const scoreboard = await client.query(operationsOf('scoreboard'), board).toPromise();
assert.equal(scoreboard.error, undefined);
assert.equal(scoreboard.data.scoreboard.unit.code, code);
assert.ok(scoreboard.data.scoreboard.indicators.length > 0);

const asked = methods.length;
await client.query(operationsOf('scoreboard'), board).toPromise();
assert.equal(methods.length, asked, 'what is in the cache is not asked for again');

const wrong = await client.query('query Wrong { unit(code: "0") { name } }', {}).toPromise();
assert.equal(wrong.error.graphQLErrors[0].extensions.code, 'UNKNOWN_UNIT');
