import { configError, retryError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { CountColumn } from './report.ts';

/** What is wrong with a report, with its place; a next step for staff in each. */

export const badTotal = (found: string, place: string) =>
  configError(
    'BAD_TOTAL',
    text(
      `Dòng cuối "#tong" của ${place} ghi "${shown(found)}", cần số đơn vị là số nguyên không âm. Hãy đề nghị IOC xuất lại báo cáo.`,
      `The closing line "#tong" of ${place} says "${shown(found)}", expected the number of units, an integer of 0 or more. Ask the IOC to export the report again.`,
    ),
  );

export const wrongMonth = (found: string, month: string, place: string) =>
  configError(
    'WRONG_MONTH',
    text(
      `${place} là số liệu tháng ${found}, cần tháng ${month}. Hãy đề nghị IOC đăng lại đúng báo cáo của tháng.`,
      `${place} is about month ${found}, expected ${month}. Ask the IOC to publish the right month's report.`,
    ),
  );

export const futureMonth = (found: string, today: string, place: string) =>
  configError(
    'WRONG_MONTH',
    text(
      `${place} là số liệu tháng ${found}, sau tháng hiện tại ${today}. Hãy sửa tháng trong nội dung báo cáo.`,
      `${place} is about month ${found}, later than the present ${today}. Correct the month in the report.`,
    ),
  );

export const noMonth = (place: string) =>
  configError(
    'NO_MONTH',
    text(
      `${place} không cho biết là số liệu tháng nào (tên tệp không được dùng để xác định). Hãy thêm cột "thang" hoặc dòng tiêu đề như "Tháng 03/2024".`,
      `${place} does not tell which month it is about (the file's name does not count). Add a column "thang" or a title such as "Tháng 03/2024".`,
    ),
  );

export const openMonth = (months: readonly string[], place: string) =>
  configError(
    'NO_MONTH',
    text(
      `Phần đầu của ${place} nêu nhiều tháng: ${months.join(', ')}. Hãy chỉ để tháng của báo cáo hoặc thêm cột "thang".`,
      `The titles of ${place} name several months: ${months.join(', ')}. Leave only the report's own, or add a column "thang".`,
    ),
  );

export const unreadableMonth = (line: number, found: string, place: string) =>
  configError(
    'WRONG_MONTH',
    text(
      `Dòng ${line} của ${place}: ô tháng ghi "${shown(found)}", cần dạng 2024-03 hoặc 03/2024. Hãy đề nghị IOC sửa.`,
      `Line ${line} of ${place}: the month is "${shown(found)}", expected 2024-03 or 03/2024. Ask the IOC to correct it.`,
    ),
  );

export const twoReports = (month: string, first: string, other: string) =>
  configError(
    'TWO_REPORTS',
    text(
      `Hai tệp khác nhau cùng là báo cáo tháng ${month}: ${first} và ${other}. Hãy chỉ để lại tệp đúng trong thư mục.`,
      `Two different files are the report of ${month}: ${first} and ${other}. Leave only the right one in the folder.`,
    ),
  );

export const noFiles = (folder: string) =>
  configError(
    'NO_REPORT_FILES',
    text(
      `Thư mục "${folder}" chưa có tệp báo cáo nào. Hãy đặt tệp CSV, XLSX hoặc JSON của từng tháng vào đó.`,
      `The folder "${folder}" has no report yet. Put the CSV, XLSX or JSON of each month there.`,
    ),
  );

export const noReportFor = (folder: string, from: string, to: string) =>
  configError(
    'NO_REPORT_FILES',
    text(
      `Thư mục "${folder}" không có báo cáo nào của kỳ ${from} - ${to}; số liệu cũ được giữ nguyên. Hãy đặt tệp của các tháng đó vào thư mục.`,
      `The folder "${folder}" has no report of ${from} to ${to}; earlier figures are kept. Put the files of these months there.`,
    ),
  );

export const stillWritten = (place: string) =>
  retryError(
    'FILE_CHANGING',
    text(
      `Tệp ${place} vừa mới được ghi nên chưa đọc. Hệ thống sẽ đọc ở lần lấy sau.`,
      `The file ${place} was written just now and was not read. The next pull reads it.`,
    ),
  );

export const missingUnit = (line: number, place: string) =>
  configError(
    'MISSING_UNIT',
    text(
      `Dòng ${line} của ${place} có số liệu mà để trống mã và tên đơn vị. Hãy đề nghị IOC bổ sung.`,
      `Line ${line} of ${place} has figures but neither code nor name of a unit. Ask the IOC to fill it in.`,
    ),
  );

export interface BadNumber {
  readonly line: number;
  readonly unit: string;
  readonly column: CountColumn;
  readonly value: string | number;
  readonly isAmbiguous: boolean;
  readonly place: string;
}

export function badNumber({ line, unit, column, value, isAmbiguous, place }: BadNumber) {
  const found = shown(String(value));
  const next = isAmbiguous
    ? text(
        'Số này đọc được hai cách; hãy chọn dấu thập phân ("decimal") trong cấu hình.',
        'It can be read in two ways; choose the decimal sign ("decimal") in the configuration.',
      )
    : text('Hãy đề nghị IOC sửa số liệu.', 'Ask the IOC to correct it.');
  return configError(
    'BAD_NUMBER',
    text(
      `Dòng ${line} của ${place}, đơn vị ${shown(unit)}: "${column}" ghi "${found}", cần số nguyên không âm như "57", "57,0" hoặc "1.234". ${next.vi}`,
      `Line ${line} of ${place}, unit ${shown(unit)}: "${column}" says "${found}", expected an integer of 0 or more such as "57", "57,0" or "1.234". ${next.en}`,
    ),
  );
}

/** A figure is short; longer words may be anything. */
const shown = (found: string): string => (found.length > 40 ? `${found.slice(0, 20)}…` : found);
