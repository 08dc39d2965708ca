import { expect, it } from 'vitest';
import { spawnHub } from '../kit/hub-process.ts';

const DEEP = `{ unit(code: "46") ${'{ successors { unit '.repeat(9)} { name } ${'} }'.repeat(9)} }`;
const RECEIPTS =
  'indicators { receipt { quantities { facts(first: 100) { nodes { value } } records(first: 100) { nodes { externalId } } } } }';
const COSTLY = `{ ${['a', 'b', 'c', 'd']
  .map((alias) => `${alias}: scoreboard(unit: "19815", indexSet: "hue-dti-2024", year: 2024) { ${RECEIPTS} }`)
  .join(' ')} }`;
const MANY_TOKENS = `{ ${'a: __typename '.repeat(20_000)} }`;
const FAIR = '{ sources(first: 20) { nodes { name health { state } } } }';

const ROUNDS = 40;

it('F54: queries that ask for too much are refused at once, and the pulls under way go on to their end', async () => {
  const hub = await spawnHub({});
  const ask = async (query: string) => {
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const body = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
    return `${answer.status} ${body.errors?.[0]?.extensions.code ?? 'answered'}`;
  };
  await expect
    .poll(
      () =>
        fetch(`${hub.url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 180_000 },
    )
    .toBe(true);

  const answers = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const all = await Promise.all([DEEP, COSTLY, MANY_TOKENS, FAIR].map(ask));
    answers.add(all.join(', '));
  }
  await hub.ready();

  expect([...answers]).toEqual([
    '400 OPERATION_TOO_DEEP, 400 OPERATION_TOO_COSTLY, 400 OPERATION_TOO_LONG, 200 answered',
  ]);
  const sources = (await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: FAIR }),
  }).then((answer) => answer.json())) as {
    data: { sources: { nodes: { health: { state: string } }[] } };
  };
  const states = sources.data.sources.nodes.map((one) => one.health.state);
  expect(states.length).toBeGreaterThan(5);
  expect(new Set(states)).toEqual(new Set(['OK']));
  expect(await hub.stop()).toEqual({ code: 0, signal: null });
});
