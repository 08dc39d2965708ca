import type { IndexSet } from '../../catalog/index-set.ts';
import { BLANK, type SheetCell, type SheetRow } from '../../connector-kit/sheet.ts';
import type { Points } from '../../core/points.ts';
import { type Text, text } from '../../core/text.ts';
import type { Column } from './columns.ts';
import { idPart } from './criterion-row.ts';
import { readHeader } from './header.ts';
import type { Problem } from './problem.ts';
import { type CellRead, readCode, readOptional, readPoints, readSource, readWords } from './read-cell.ts';

/** One row of the table; null where the cell is wrong, which a problem tells. */
export interface ReadCriterion {
  readonly line: number;
  readonly code: string | null;
  readonly group: string | null;
  readonly title: string | null;
  readonly points: Points | null;
  readonly source: string | null;
  readonly task: string | null;
  readonly evidence: string | null;
}

export interface ReadCriteria {
  readonly criteria: readonly ReadCriterion[];
  readonly ignoredColumns: readonly string[];
  readonly problems: readonly Problem[];
}

/** A table of criteria with everything that is wrong with its cells. */
export function readCriteria(rows: readonly SheetRow[], set: IndexSet): ReadCriteria {
  const [head, ...body] = rows;
  if (!head || body.length === 0) return { criteria: [], ignoredColumns: [], problems: [NO_ROWS] };
  const header = readHeader(head);
  const read = body.map((row) => new RowReader(row, header.positions).read(head.cells.length));
  const criteria = read.map(({ criterion }) => criterion);
  return {
    criteria,
    ignoredColumns: header.ignored,
    problems: [
      ...header.problems,
      ...[
        ...read.flatMap(({ problems }) => problems),
        ...unknownGroups(criteria, set),
        ...repeatedCodes(criteria),
      ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    ],
  };
}

/** The cells of one row, with what is wrong with them. */
class RowReader {
  readonly #problems: Problem[] = [];

  constructor(
    private readonly row: SheetRow,
    private readonly positions: ReadonlyMap<Column, number>,
  ) {}

  read(width: number): { criterion: ReadCriterion; problems: readonly Problem[] } {
    const { line, cells } = this.row;
    if (cells.slice(width).some(({ text }) => text !== '')) {
      this.#problems.push({ line, column: null, message: tooWide(cells.length, width) });
      return { criterion: { ...UNREAD, line }, problems: this.#problems };
    }
    const criterion = {
      line,
      code: this.#cell('code', readCode),
      group: this.#cell('group', readCode),
      title: this.#cell('title', readWords),
      points: this.#cell('points', readPoints),
      source: this.#cell('source', readSource),
      task: this.#cell('task', readOptional),
      evidence: this.#cell('evidence', readOptional),
    };
    return { criterion, problems: this.#problems };
  }

  #cell<T>(column: Column, read: (cell: SheetCell) => CellRead<T>): T | null {
    const position = this.positions.get(column);
    if (position === undefined) return null;
    const result = read(this.row.cells[position] ?? BLANK);
    if ('value' in result) return result.value;
    this.#problems.push({ line: this.row.line, column, message: result.message });
    return null;
  }
}

const UNREAD = {
  code: null,
  group: null,
  title: null,
  points: null,
  source: null,
  task: null,
  evidence: null,
};

function unknownGroups(criteria: readonly ReadCriterion[], { code, groups }: IndexSet): Problem[] {
  const known = new Set(groups.map((group) => group.code));
  return criteria.flatMap(({ line, group }) =>
    group === null || known.has(group)
      ? []
      : { line, column: 'group' as const, message: unknownGroup(group, code) },
  );
}

/** Codes that differ only in signs would get one id. */
function repeatedCodes(criteria: readonly ReadCriterion[]): Problem[] {
  const first = new Map<string, ReadCriterion>();
  return criteria.flatMap((one) => {
    if (one.code === null) return [];
    const id = idPart(one.code);
    const before = first.get(id);
    if (before) return { line: one.line, column: 'code' as const, message: repeated(one.code, before) };
    first.set(id, one);
    return [];
  });
}

const NO_ROWS: Problem = {
  line: null,
  column: null,
  message: text(
    'không có dòng tiêu chí nào dưới dòng tiêu đề; hãy điền theo tệp mẫu',
    'there is no criterion below the header; fill in the template',
  ),
};

const tooWide = (found: number, expected: number): Text =>
  text(
    `có ${found} ô, dòng tiêu đề có ${expected}; giá trị chứa dấu phân cách phải đặt trong dấu nháy kép`,
    `has ${found} cells, the header has ${expected}; a value with the separator in it must be quoted`,
  );

const unknownGroup = (group: string, set: string): Text =>
  text(
    `bộ chỉ số ${set} không có nhóm "${group}"; hãy dùng mã nhóm của tệp mẫu`,
    `the set ${set} has no group "${group}"; use a group code of the template`,
  );

const repeated = (code: string, before: ReadCriterion): Text =>
  text(
    `mã "${code}" trùng với mã "${before.code}" ở dòng ${before.line}; mỗi tiêu chí cần một mã riêng`,
    `the code "${code}" is the same as "${before.code}" in row ${before.line}; each criterion needs a code of its own`,
  );
