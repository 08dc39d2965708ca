import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { tooCostly } from '../../src/server/operation-cost.ts';
import { type Api, startApi } from '../kit/api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const RECEIPTS = `indicators { receipt { quantities { facts(first: 100) { nodes { date value } } records(first: 100) { nodes { externalId } } } } }`;
const board = (alias: string, fields: string) =>
  `${alias}: scoreboard(unit: "46-001", indexSet: "hue-dti-2024", year: 2024) { ${fields} }`;

describe('S25: what one operation may cost', () => {
  test('every receipt of several scoreboards at once is refused with 400 and a stable code', async () => {
    const query = `{ ${['a', 'b', 'c'].map((alias) => board(alias, RECEIPTS)).join(' ')} }`;
    const { status, body } = await api.query(query, {}, { 'accept-language': 'en' });
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('OPERATION_TOO_COSTLY');
    expect(body.errors[0].message).toMatch(/costs \d+; at most 40000/);
  });

  test('the operations of our clients are far below it, also with full pages', () => {
    const schema = buildHubSchema();
    const folder = new URL('../operations/', import.meta.url);
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.graphql'))) {
      const document = parse(readFileSync(new URL(name, folder), 'utf8'));
      for (const definition of document.definitions) {
        if (definition.kind !== 'OperationDefinition') continue;
        const variables = {
          indexSet: 'hue-dti-2024',
          year: 2024,
          level: 'COMMUNE',
          first: 100,
          unit: '19815',
          indicator: '6.2',
          id: 'x',
          input: {},
        };
        const operationName = definition.name?.value;
        expect(
          tooCostly({ schema, document, variables, operationName }),
          `${name} ${operationName}`,
        ).toBeNull();
      }
    }
  });
});
