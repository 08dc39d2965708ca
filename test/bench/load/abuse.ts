const RECEIPTS = 'indicators { receipt { quantities { facts(first: 20) { nodes { value } } } } }';
const BOARDS = '19804 19803 19802 19801'.split(' ');

const query = (text: string): string =>
  JSON.stringify({ query: text, variables: {} }).replace(/{}}$/, '{"v":0}}');

/** What somebody sends who means harm, or knows no better: the first are refused, the others just within all limits. */
export const ABUSE: readonly string[] = [
  query(`{ unit(code: "46") ${'{ successors { unit '.repeat(9)} { name } ${'} }'.repeat(9)} }`),
  query(`{ ${'a: __typename '.repeat(20_000)} }`),
  query(`{ ${BOARDS.map((code, n) => board(n, code, RECEIPTS.replaceAll('20', '100'))).join(' ')} }`),
  query(`{ ${'version '.repeat(1_990)} }`),
  query(`{ ${board(0, BOARDS[0] as string, RECEIPTS)} }`),
  query(
    '{ assessment(indexSet: "hue-dti-2024", year: 2024, level: COMMUNE) { ranking(first: 100) { nodes { unit { name parent { name parent { name } } } groups { points maxPoints } } } statistics { points { mean } } } }',
  ),
  query(
    '{ assessment(indexSet: "hue-dti-2024", year: 2024, level: COMMUNE) { scores(first: 100, orderBy: { field: MISSING, direction: DESC }) { nodes { unit { name } } } } }',
  ),
  query(
    '{ units(first: 100, search: "a") { totalCount nodes { name parent { name } successors { unit { name } } } } }',
  ),
];

function board(n: number, code: string, fields: string): string {
  return `b${n}: scoreboard(unit: "${code}", indexSet: "hue-dti-2024", year: 2024) { ${fields} }`;
}
