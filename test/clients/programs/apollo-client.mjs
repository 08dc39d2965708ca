/** Apollo Client: its cache by global ids, its pages, its hashes instead of texts, its errors. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { ENDPOINT, operationsOf, PLACE, TOKEN } from './server.mjs';

const sent = [];
const watching = new ApolloLink((operation, forward) => {
  sent.push(operation.operationName);
  return forward(operation);
});
const hashes = new PersistedQueryLink({ sha256: (text) => createHash('sha256').update(text).digest('hex') });
const client = new ApolloClient({
  link: ApolloLink.from([
    watching,
    hashes,
    new HttpLink({ uri: ENDPOINT, headers: { authorization: `Bearer ${TOKEN}` } }),
  ]),
  cache: new InMemoryCache({
    typePolicies: { Assessment: { fields: { ranking: relayStylePagination(['within']) } } },
  }),
});

const RANKING = gql(operationsOf('ranking'));
const place = { ...PLACE, level: 'COMMUNE', first: 5 };
const rowsOf = (data) => data.assessment.ranking.edges.map(({ node }) => node);

const pages = client.watchQuery({ query: RANKING, variables: place });
const first = await firstValueFrom(pages.pipe(filter(({ loading }) => !loading)));
const kept = pages.subscribe({});
assert.equal(rowsOf(first.data).length, 5);
const { endCursor } = first.data.assessment.ranking.pageInfo;
await pages.fetchMore({ variables: { after: endCursor } });
const joined = await firstValueFrom(
  pages.pipe(
    filter(({ data }) => rowsOf(data).length > 5),
    timeout(5_000),
  ),
);
const both = rowsOf(joined.data);
assert.equal(both.length, 10, 'two pages make one list');
assert.equal(new Set(both.map(({ id }) => id)).size, 10, 'and no row stands in it twice');
kept.unsubscribe();

const before = sent.length;
await client.query({ query: RANKING, variables: place });
assert.equal(sent.length, before, 'what is in the cache is not asked for again');
const { id } = both[0].unit;
const unit = client.cache.readFragment({ id: `Unit:${id}`, fragment: gql('fragment Name on Unit { name }') });
assert.equal(unit.name, both[0].unit.name, 'the cache finds a unit by its global id');

await assert.rejects(
  client.query({
    query: gql('query Nowhere { assessment(indexSet: "khong-co", year: 2024, level: COMMUNE) { id } }'),
  }),
  (error) => {
    assert.ok(CombinedGraphQLErrors.is(error));
    assert.equal(error.errors[0].extensions.code, 'UNKNOWN_INDEX_SET');
    return true;
  },
);

const { data } = await client.mutate({
  mutation: gql(`mutation Wrong($input: CreateSourceInput!) {
    createSource(input: $input) { source { id } userErrors { field code message } } }`),
  variables: { input: { name: 'Thử', connector: 'khong-co', config: {} } },
});
assert.equal(data.createSource.userErrors[0].code, 'UNKNOWN_CONNECTOR');
