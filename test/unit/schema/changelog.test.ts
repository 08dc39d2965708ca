import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { released, withUnreleased } from '../../../schema/changelog/changelog.ts';
import { changesBetween } from '../../../schema/changelog/schema-changes.ts';

const file = (name: string) => readFileSync(new URL(`../../../schema/${name}`, import.meta.url), 'utf8');

describe('the schema since the last release', () => {
  const changes = changesBetween(buildSchema(file('released.graphql')), buildSchema(file('schema.graphql')));

  it('breaks nothing', () => {
    expect(changes.breaking, 'deprecate it, and remove it after its day').toEqual([]);
  });

  it('is told in schema/CHANGELOG.md', () => {
    expect(withUnreleased(file('CHANGELOG.md'), changes), 'run "npm run schema:emit"').toBe(
      file('CHANGELOG.md'),
    );
  });
});

const RELEASED = `
  type Query { unit(code: String!, old: Int): Unit  units: [Unit!]! }
  "Đơn vị · A unit" type Unit { name: String!  kind: Kind! }
  enum Kind { A B }
  input Filter { name: String }`;

const changesTo = (newer: string) => changesBetween(buildSchema(RELEASED), buildSchema(newer));

it.each([
  ['a field is gone', RELEASED.replace('name: String!  kind', 'kind'), 'Unit.name was removed'],
  ['a field may be null', RELEASED.replace('name: String!  ', 'name: String  '), 'Unit.name changed type'],
  ['an argument is gone', RELEASED.replace(', old: Int', ''), 'arg old was removed'],
  ['an argument is needed', RELEASED.replace('units:', 'units(first: Int!):'), 'required arg first'],
  ['a value is gone', RELEASED.replace('{ A B }', '{ A }'), 'B was removed'],
  [
    'an input field is needed',
    RELEASED.replace('name: String }', 'name: String first: Int! }'),
    'required field first',
  ],
  ['a type is gone', RELEASED.replace(/input Filter.*/, ''), 'Filter was removed'],
])('breaks clients: %s', (_what, newer, sentence) => {
  expect(changesTo(newer).breaking.join()).toContain(sentence);
});

it('tells what was added and deprecated, of a new type its name alone', () => {
  const newer = RELEASED.replace('units:', '"Các kỳ · Years" years(first: Int): [Year!]! units:')
    .replace('kind: Kind!', 'kind: Kind! @deprecated(reason: "Use years, removal after 2027-06-30")')
    .replace('{ A B }', '{ A B "Mới · New" C }');
  expect(changesTo(`${newer} "Năm · A year" type Year { number: Int! }`)).toEqual({
    breaking: [],
    dangerous: ['C was added to enum type Kind.'],
    deprecated: ['`Unit.kind`: Use years, removal after 2027-06-30'],
    added: ['`Kind.C`: Mới · New', '`Query.years`: Các kỳ · Years', '`Year`: Năm · A year'],
  });
});

it('a release keeps what was new under its version and begins anew', () => {
  const none = { breaking: [], dangerous: [], deprecated: [], added: [] };
  const before = withUnreleased('# Changes\n\n## Unreleased\n\n## 0.1.0, 2026-01-01\n\nOld.\n', {
    ...none,
    added: ['`Query.node`: x'],
  });
  expect(before).toBe(
    '# Changes\n\n## Unreleased\n\n### Added\n\n- `Query.node`: x\n\n## 0.1.0, 2026-01-01\n\nOld.\n',
  );
  const after = released(before, '0.2.0', '2026-12-01');
  expect(after).toBe(
    '# Changes\n\n## Unreleased\n\nNothing.\n\n## 0.2.0, 2026-12-01\n\n### Added\n\n- `Query.node`: x\n\n## 0.1.0, 2026-01-01\n\nOld.\n',
  );
  expect(withUnreleased(after, none)).toBe(after);
});
