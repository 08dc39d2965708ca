/** relay-runtime with what relay-compiler made: a page, the next one of the same connection, one node again. */
import assert from 'node:assert/strict';
import relay from 'relay-runtime';
import again from './relay/__generated__/UnitNameAgainQuery.graphql.js';
import next from './relay/__generated__/UnitsPageNextQuery.graphql.js';
import page from './relay/__generated__/UnitsPageQuery.graphql.js';
import { ENDPOINT } from './server.mjs';

const { createOperationDescriptor, Environment, fetchQuery, Network, RecordSource, Store } = relay;
const environment = new Environment({
  store: new Store(new RecordSource()),
  network: Network.create(async ({ text }, variables) => {
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
    const answer = await fetch(ENDPOINT, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: text, variables }),
    });
    return answer.json();
  }),
});
const load = async (query, variables) => {
  const retained = environment.retain(createOperationDescriptor(query, variables));
  await fetchQuery(environment, query, variables).toPromise();
  return retained;
};
const records = () => environment.getStore().getSource().toJSON();
const connection = () =>
  Object.values(records()).find(({ __id }) => __id.endsWith('__UnitsPage_units_connection(search:"phuong")'));

await load(page, {});
const shown = connection();
assert.equal(shown.edges.__refs.length, 3);
const info = records()[shown.pageInfo.__ref];
assert.equal(info.hasNextPage, true);
await load(next, { first: 2, after: info.endCursor });
assert.equal(connection().edges.__refs.length, 5, 'the next page is joined to the first');

const [edge] = connection().edges.__refs;
const { __id: id, name } = records()[records()[edge].node.__ref];
await load(again, { id });
assert.equal(records()[id].name, name);
assert.equal(records()[id].__typename, 'Unit');
