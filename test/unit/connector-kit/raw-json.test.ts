import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectionOf } from '../../../src/connector-kit/projection.ts';
import { RawJson } from '../../../src/connector-kit/raw-json.ts';

const parse = (value: unknown) => RawJson.parse(Buffer.from(JSON.stringify(value)));

describe('RawJson', () => {
  it('gives back what JSON.parse gives, whatever letters the texts and names hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const wire = JSON.stringify(value);
        expect(RawJson.parse(Buffer.from(wire)).value()).toEqual(JSON.parse(wire));
      }),
    );
  });

  it.each([
    ['Vietnamese letters', '{"ten":"Phường Vỹ Dạ"}', 'Phường Vỹ Dạ'],
    ['the same letters escaped', '{"ten":"Ph\\u01b0\\u1eddng V\\u1ef9 D\\u1ea1"}', 'Phường Vỹ Dạ'],
    ['both ways in one text', '{"ten":"Phường V\\u1ef9 Dạ"}', 'Phường Vỹ Dạ'],
    ['an escape that looks like a byte of UTF-8', '{"ten":"\\u00e9 và é"}', 'é và é'],
    ['plain ASCII', '{"ten":"H57.29"}', 'H57.29'],
    ['a sign beyond the basic plane', '{"ten":"𠊛 Việt 👍"}', '𠊛 Việt 👍'],
  ])('%s', (_, wire, expected) => {
    const raw = RawJson.parse(Buffer.from(wire));
    expect(raw.field('ten')?.value()).toBe(expected);
    expect(raw.value()).toEqual({ ten: expected });
  });

  it('knows no field that the answer does not have itself', () => {
    const raw = parse({ result: [], total: 0 });
    expect(raw.field('constructor')).toBeUndefined();
    expect(raw.field('result')?.field('length')).toBeUndefined();
    expect(parse(null).field('result')).toBeUndefined();
  });

  it('broken JSON is a SyntaxError', () => {
    expect(() => RawJson.parse(Buffer.from('{"a":'))).toThrow(SyntaxError);
  });
});

describe('a projection', () => {
  const parts = projectionOf({
    properties: {
      MaHoSo: {},
      NoiDung: {},
      BoSung: { items: { properties: { Ngay: {} } } },
    },
  });

  it('takes what the schema names, decoded, and leaves everything else behind', () => {
    const raw = parse({
      MaHoSo: 'H1',
      NoiDung: 'Bổ sung',
      ChuHoSo: 'Nguyễn Văn A',
      BoSung: [{ Ngay: '2024', NguoiXuLy: 'Trần Thị B' }],
    });
    expect(raw.take(raw.unread(), parts)).toEqual({
      MaHoSo: 'H1',
      NoiDung: 'Bổ sung',
      BoSung: [{ Ngay: '2024' }],
    });
  });
});
