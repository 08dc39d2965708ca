import type { NewRow } from '../../catalog/fill-rows.ts';

/** The columns of a table of criteria, by the names that stand in its first row. */
export const COLUMNS = {
  code: 'Mã tiêu chí',
  group: 'Thuộc nhóm',
  title: 'Tên tiêu chí',
  points: 'Điểm tối đa',
  source: 'Nguồn số liệu',
  task: 'Nội dung',
  evidence: 'Tài liệu kiểm chứng',
} as const;

export type Column = keyof typeof COLUMNS;

export const OPTIONAL: readonly Column[] = ['task', 'evidence'];

type Filled = Pick<NewRow, 'evidenceClass' | 'assignment'>;

const COMMUNE = 'UBND cấp xã';
const DEPARTMENT = 'Sở Thông tin và Truyền thông';

/** Who delivers and who leads, as 2326/QĐ-UBND says it (II.2.b). */
export const SOURCES: Readonly<Record<string, Filled>> = {
  'Tự đánh giá': { evidenceClass: 'M', assignment: { responsible: [COMMUNE] } },
  'Sở TTTT giám sát': { evidenceClass: 'B', assignment: { responsible: [DEPARTMENT] } },
  'Điều tra xã hội': { evidenceClass: 'M', assignment: { responsible: [COMMUNE], lead: [DEPARTMENT] } },
};

/** For people: the same words in other letters or with more spaces are the same. */
export const sameWords = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (words: string): string => words.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
