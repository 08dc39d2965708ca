import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AskedFields } from '../../../src/connector-kit/asked-fields.ts';
import { type JsonSchema, partsOf, projectionOf } from '../../../src/connector-kit/projection.ts';
import { RawJson } from '../../../src/connector-kit/raw-json.ts';

const SCHEMA: JsonSchema = {
  properties: { MaHoSo: {}, NgayTiepNhan: {}, BoSung: { items: { properties: { Ngay: {} } } } },
};
const ROW = projectionOf({ items: SCHEMA });

/** A row as the source writes it: what is asked for stands among what is not. */
const row = (asked: object) => ({ MaTTHC: '1.0', ...asked, ChuHoSo: 'Nguyễn Văn A', SoDT: '0912345678' });
const USUAL = row({ MaHoSo: 'H57.1', NgayTiepNhan: '20240105081500', BoSung: [] });

function fieldsKnowing(sample: object): AskedFields {
  const fields = new AskedFields(partsOf(SCHEMA));
  fields.learn(sample);
  return fields;
}

/** What a reader gets of a page, or that it is none. */
function rowsOf(wire: string, fields: AskedFields | null): unknown {
  try {
    const list = RawJson.parse(Buffer.from(wire), fields ?? undefined).field('result');
    if (!list) return 'no list';
    const rows = fields ? list.rowsFor(fields) : list.unread();
    return Array.isArray(rows) ? list.take(rows, ROW) : 'no list';
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return 'no JSON';
  }
}

const isReadByPattern = (wire: string, fields: AskedFields): boolean => fields.read(wire, false) !== null;

/** Texts with all that JSON escapes, letters of several bytes among them. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '[{"MaHoSo":',
    '},{',
    'Phường Vỹ Dạ, quận Thuận Hóa',
    '👍 \u0000 \u2028',
    '\u00e9',
  ),
);
const scalar = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const inner = fc.dictionary(text, scalar, { maxKeys: 3 });
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(scalar, inner, fc.record({ Ngay: text, GhiChu: text })), { maxLength: 3 }),
  },
  { weight: 1, arbitrary: inner },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const rows = fc.array(
  fc.record({
    MaTTHC: value,
    MaHoSo: value,
    NgayTiepNhan: value,
    BoSung: value,
    ChuHoSo: value,
    SoDT: value,
    Email: value,
  }),
  { minLength: 1, maxLength: 4 },
);
const page = fc
  .tuple(rows, value, fc.boolean())
  .map(([result, more, isFirst]) =>
    JSON.stringify(isFirst ? { result, total: more } : { note: more, result, total: 3 }),
  );
const SAMPLE = { MaTTHC: 0, MaHoSo: 0, NgayTiepNhan: 0, BoSung: 0, ChuHoSo: 0, SoDT: 0, Email: 0 };

describe('rows of which only some fields are read', () => {
  it('are what parsing the whole page gives', () => {
    fc.assert(
      fc.property(page, (wire) => {
        expect(rowsOf(wire, fieldsKnowing(SAMPLE))).toEqual(rowsOf(wire, null));
      }),
      { numRuns: 500 },
    );
  });

  it('of a damaged page, too: it is refused where the whole page is, and otherwise the same', () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.integer({ min: 0, max: 4 }),
      put: fc.constantFrom(
        '',
        '"',
        '\\',
        ',',
        ':',
        '[',
        ']',
        '{',
        '}',
        '0',
        '-',
        '.',
        'e',
        'null',
        ' ',
        '\n',
        '\t',
        '\u0001',
        'é',
        '[{',
        '"MaHoSo":"H2",',
      ),
    });
    fc.assert(
      fc.property(page, damage, (wire, { at, cut, put }) => {
        const place = Math.floor(at * wire.length);
        const damaged = wire.slice(0, place) + put + wire.slice(place + cut);
        expect(rowsOf(damaged, fieldsKnowing(SAMPLE))).toEqual(rowsOf(damaged, null));
      }),
      { numRuns: 1_000 },
    );
  });

  const usual = JSON.stringify(USUAL);
  it.each([
    ['as usual', `{"error_code":"00","result":[${usual},${usual}],"total":2}`],
    ['after the total', `{"total":2,"result":[${usual}]}`],
    ['of long texts', JSON.stringify({ result: [row({ ...USUAL, MaHoSo: 'Hồ sơ '.repeat(100) })] })],
    ['with requests', JSON.stringify({ result: [{ ...USUAL, BoSung: [{ Ngay: '2024', Nguoi: 'Trần' }] }] })],
    ['with an escape', `{"result":[${usual.replace('H57.1', 'H\\/57\\u002e\\"1')}]}`],
    ['with a number', `{"result":[${usual.replace('"H57.1"', '-1.50e+2')}]}`],
    ['and nothing', `{"result":[${usual.replace('"H57.1"', 'null')}]}`],
  ])('by a pattern: %s', (_, wire) => {
    expect(isReadByPattern(wire, fieldsKnowing(USUAL))).toBe(true);
    expect(rowsOf(wire, fieldsKnowing(USUAL))).toEqual(rowsOf(wire, null));
  });

  const { ChuHoSo: _, ...fewer } = USUAL;
  it.each([
    ['spaces between', JSON.stringify({ result: [USUAL] }, null, 1)],
    ['a field less', JSON.stringify({ result: [USUAL, fewer] })],
    ['a field more', JSON.stringify({ result: [USUAL, { ...USUAL, Fax: '' }] })],
    [
      'another order',
      JSON.stringify({ result: [USUAL, Object.fromEntries(Object.entries(USUAL).reverse())] }),
    ],
    ['a field twice', `{"result":[${usual.replace('}', ',"MaHoSo":"H57.2"}')}]}`],
    ['something else than a row', JSON.stringify({ result: [USUAL, 'H57.2'] })],
    ['a list before', JSON.stringify({ loi: [], result: [USUAL] })],
    ['rows in a row', JSON.stringify({ loi: [{ con: [USUAL] }], result: [USUAL] })],
    ['deeper values', JSON.stringify({ result: [{ ...USUAL, BoSung: [{ Ngay: [[1]] }] }] })],
    ['the name in a text', JSON.stringify({ note: '[{"MaTTHC":"1.0"}]', result: [USUAL] })],
    ['cut off', `{"result":[${usual},${usual.slice(0, -3)}`],
    ['a comma too many', `{"result":[${usual},]}`],
    ['a comma too few', `{"result":[${usual}${usual}]}`],
    ['another sign for a comma', `{"result":[${usual};${usual}]}`],
    ['a letter that JSON refuses', `{"result":[${usual.replace('H57', 'H\u0001')}]}`],
    ['an escape that JSON refuses', `{"result":[${usual.replace('H57', 'H\\x')}]}`],
    ['a number that JSON refuses', `{"result":[${usual.replace('"H57.1"', '01')}]}`],
    ['no list', usual],
  ])('parsed whole: %s', (_name, wire) => {
    expect(isReadByPattern(wire, fieldsKnowing(USUAL))).toBe(false);
    expect(rowsOf(wire, fieldsKnowing(USUAL))).toEqual(rowsOf(wire, null));
  });

  it('of a list that comes twice the later holds, as in JSON', () => {
    const wire = `{"result":[${usual}],"result":[{"MaHoSo":"H2"}]}`;
    expect(rowsOf(wire, fieldsKnowing(USUAL))).toEqual([{ MaHoSo: 'H2' }]);
    expect(rowsOf(`{"result":[${usual}],"result":[]}`, fieldsKnowing(USUAL))).toEqual([]);
  });

  it('a row of many fields that does not fit is given up at its first miss', () => {
    const names = Array.from({ length: 60 }, (_, n) => `f${n}`);
    const rowOf = (value: string) => Object.fromEntries(names.map((name) => [name, value]));
    const properties = Object.fromEntries(names.slice(0, 30).map((name) => [name, {}]));
    const fields = new AskedFields(partsOf({ properties }));
    fields.learn(rowOf(''));
    expect(isReadByPattern(JSON.stringify({ result: [rowOf('a')] }), fields)).toBe(true);
    // Two ways to read each field would be 2^30 tries.
    expect(isReadByPattern(JSON.stringify({ result: [{ ...rowOf('a'), more: 1 }] }), fields)).toBe(false);
  });

  it('where something else is expected they are told as what they are', () => {
    const wire = `{"total":[${usual}],"result":[]}`;
    const [page, whole] = [fieldsKnowing(USUAL), undefined].map((fields) =>
      RawJson.parse(Buffer.from(wire), fields),
    );
    expect(Array.isArray(page?.field('total')?.value())).toBe(true);
    expect(Array.isArray(whole?.field('total')?.value())).toBe(true);
  });

  it.each([
    ['values', { BoSung: Array.from({ length: 200_000 }, () => ({ Ngay: '2024' })) }],
    ['escapes', { ChuHoSo: '\n'.repeat(10_000_000) }],
  ])('a row with any number of %s is read', (_, more) => {
    const wire = JSON.stringify({ result: [{ ...USUAL, ...more }] });
    expect(rowsOf(wire, fieldsKnowing(USUAL))).toEqual(rowsOf(wire, null));
  });
});

describe('the pattern', () => {
  const compact = JSON.stringify({ result: [USUAL] });
  const other = JSON.stringify({ result: [{ ...USUAL, Fax: '' }] });

  it('is learned anew when the source changes its rows', () => {
    const fields = fieldsKnowing(USUAL);
    rowsOf(other, fields);
    expect(isReadByPattern(other, fields)).toBe(true);
  });

  it('is given up for a source whose rows differ each time', () => {
    const fields = fieldsKnowing(USUAL);
    for (const wire of [other, compact, other, compact]) rowsOf(wire, fields);
    rowsOf(compact, fields);
    expect(isReadByPattern(compact, fields)).toBe(false);
  });

  it.each(['{"result":[],"total":0}', '{"error_code":"01"}'])(
    'stays over any number of pages without rows: %s',
    (wire) => {
      const fields = fieldsKnowing(USUAL);
      for (let page = 0; page < 20; page++) rowsOf(wire, fields);
      expect(isReadByPattern(compact, fields)).toBe(true);
    },
  );

  it.each([
    ['nothing to leave out', { MaHoSo: '', NgayTiepNhan: '', ChuHoSo: '' }],
    ['nothing that is asked for', { A: 1, B: 2 }],
    ['a name that would have to be escaped', { ...USUAL, 'Họ tên': '' }],
    ['no object', 'H57.1'],
  ])('is not made of a row with %s', (_, sample) => {
    const fields = fieldsKnowing(sample as object);
    expect(isReadByPattern(JSON.stringify({ result: [sample] }), fields)).toBe(false);
  });
});

it('a page that was read for one reader is refused to another', () => {
  const [mine, others] = [fieldsKnowing(USUAL), new AskedFields(partsOf({ properties: { ChuHoSo: {} } }))];
  const wire = JSON.stringify({ total: null, meta: { next: { cursor: 'c2' } }, result: [USUAL] });
  const page = RawJson.parse(Buffer.from(wire), mine);
  expect(page.field('total')?.value()).toBeNull();
  expect(page.field('meta')?.value()).toEqual({ next: { cursor: 'c2' } });
  expect(() => page.field('result')?.rowsFor(others)).toThrow(TypeError);
});
