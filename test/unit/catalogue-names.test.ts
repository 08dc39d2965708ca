import { describe, expect, test } from 'vitest';
import { sourceOf } from './catalogue-kit.ts';

/** Everyone whom the documents name; a post may stand in a set, a person may not. */
const PEOPLE = {
  'thanh-hoa-2022': [
    'Lê Hữu Giáp',
    'Hoàng Thị Lại',
    'Nguyễn Thị Hằng',
    'Lê Anh Bằng',
    'Tổng Viết Quân',
    'Vi Ngọc Tuấn',
  ],
  'thanh-hoa-2023': [
    'Hằng',
    'Hàng',
    'Nguyễn',
    'Nguyên',
    'Anh',
    'Nam',
    'Thủy',
    'Thu',
    'Dũng',
    'Mai',
    'Thọ',
    'Hưng',
    'Liên',
    'Lê Quang Thành',
    'Đ/c',
  ],
  'kon-tum-2023': ['Trần Thị Phụng', 'Phụng', 'đồng chí'],
  'quang-nam-2021': ['Hồ Quang Bửu', 'Hậu'],
  'hue-dti-2024': ['Nguyễn Thanh Bình'],
};

/** Words of the documents that are spelled as a name. */
const NOT_A_PERSON = ['Việt Nam', 'Hàng năm'];

describe.each(Object.entries(PEOPLE))('%s', (code, names) => {
  test.each(names)('does not name %s', (name) => {
    const text = NOT_A_PERSON.reduce((rest, word) => rest.replaceAll(word, ''), sourceOf(code));
    expect(text).not.toMatch(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u'));
  });
});
