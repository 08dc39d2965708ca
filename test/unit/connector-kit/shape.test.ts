import { describe, expect, it } from 'vitest';
import { shape, timeOf } from '../../../src/connector-kit/shape.ts';
import { text } from '../../../src/core/text.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

const answer = shape<{ data: readonly object[] }>({
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['unit'],
        properties: {
          unit: { type: 'string', minLength: 1, pattern: '^[A-Z]*$' },
          day: { type: ['string', 'null'], format: 'source-time' },
          rating: { type: 'integer', minimum: 1, maximum: 5 },
          kind: { enum: ['a', 'b'] },
          adults: { type: 'integer' },
          residents: { type: 'integer' },
        },
        dependencies: { adults: ['residents'] },
      },
    },
  },
});

const refusal = (row: unknown) =>
  thrownBy(() => answer({ data: [{ unit: 'A' }, row] }, text('danh sách, trang 2', 'the list, page 2')));

describe('shape', () => {
  it('answers the very value, with the keys it does not know', () => {
    const body = { data: [{ unit: 'A', day: '12/03/2024', rating: 5, other: 1 }], more: [] };
    expect(answer(body, 'answer')).toBe(body);
  });

  it.each([
    [{}, 'data.1.unit', 'cần trường này, nhận được không có gì'],
    [{ unit: null }, 'data.1.unit', 'cần chuỗi, nhận được giá trị trống'],
    [{ unit: '' }, 'data.1.unit', 'cần chuỗi không rỗng, nhận được chuỗi'],
    [{ unit: 'a' }, 'data.1.unit', 'cần chuỗi dạng ^[A-Z]*$, nhận được chuỗi'],
    [{ unit: 'A', day: 20240312 }, 'data.1.day', 'cần chuỗi hoặc giá trị trống, nhận được số'],
    [{ unit: 'A', day: '30/02/2024' }, 'data.1.day', 'cần ngày giờ có thật, nhận được chuỗi'],
    [{ unit: 'A', rating: 9 }, 'data.1.rating', 'cần giá trị <= 5, nhận được số'],
    [{ unit: 'A', rating: true }, 'data.1.rating', 'cần số nguyên, nhận được đúng hoặc sai'],
    [{ unit: 'A', kind: [] }, 'data.1.kind', 'cần dạng khác, nhận được danh sách'],
    [{ unit: 'A', adults: 1 }, 'data.1.residents', 'cần trường này, nhận được không có gì'],
    ['A', 'data.1', 'cần đối tượng, nhận được chuỗi'],
  ])('F09 %j is refused by field, place and kinds', (row, field, kinds) => {
    const error = refusal(row);
    expect(error).toMatchObject({ family: 'config', code: 'SCHEMA_CHANGED' });
    expect(error.text.vi).toContain(`Trường "${field}" trong danh sách, trang 2 không đúng dạng: ${kinds}.`);
    expect(error.text.en).toContain(`Field "${field}" in the list, page 2`);
  });

  it('never repeats the value', () => {
    expect(JSON.stringify(refusal({ unit: 'A', day: 'Nguyễn Văn An' }).text)).not.toContain('An"');
    expect(JSON.stringify(refusal({ unit: 'A', rating: 999123456 }).text)).not.toContain('999123456');
  });

  it.each([[null], [[]], ['text']])('%j as a whole answer is refused, an address is its place', (body) => {
    expect(thrownBy(() => answer(body, 'thongke?thang=2024-03')).text).toEqual({
      vi: expect.stringContaining('Dữ liệu trong thongke?thang=2024-03'),
      en: expect.stringContaining('The answer in thongke?thang=2024-03'),
    });
  });

  it('F08 an empty list is a list, null is none', () => {
    expect(answer({ data: [] }, 'answer').data).toEqual([]);
    expect(thrownBy(() => answer({ data: null }, 'answer')).code).toBe('SCHEMA_CHANGED');
  });
});

it('a checked time is read', () => {
  expect(timeOf('12/03/2024 8:15')).toBe('2024-03-12T08:15:00+07:00');
});
