import { describe, expect, it } from 'vitest';
import { monthInCell, monthsInTitles } from './report-month.ts';

describe('the month in the content', () => {
  it.each([
    ['2024-03', '2024-03'],
    ['03/2024', '2024-03'],
    ['Tháng 3 năm 2024', '2024-03'],
    [202403, '2024-03'],
    ['2024-03-31', '2024-03'],
    ['3.2024', '2024-03'],
    [3, null],
    ['13/2024', null],
  ])('of a cell %j is %j', (cell, month) => expect(monthInCell(cell)).toBe(month));

  it.each<[string, string[]]>([
    ['Tháng 03/2024', ['2024-03']],
    ['BÁO CÁO (THÁNG 3 NĂM 2024)', ['2024-03']],
    ['thang: 2024-03', ['2024-03']],
    ['Từ ngày 01/03/2024 đến ngày 31/03/2024', ['2024-03']],
    ['Huế, ngày 5 tháng 4 năm 2024', []],
    ['Năm 2024', []],
  ])('of a title %j is %j', (title, months) => expect(monthsInTitles([title])).toEqual(months));
});
