import { compileExpression, type Expression, isTrue } from '../../src/connector-kit/expression.ts';
import { Budget, STEPS_OF_AN_ANSWER } from '../../src/connector-kit/expression-budget.ts';
import { compiledOrNull } from '../../src/connector-kit/expression-field.ts';
import type { HttpAnswer } from '../../src/connector-kit/http.ts';
import { nextLink } from '../../src/connector-kit/next-link.ts';
import { kindOf } from '../../src/connector-kit/value-kinds.ts';
import { configError, type HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Config, ListConfig } from './config.ts';

/** Rows of one answer; more would not be held in memory while the next page is read. */
export const MOST_ROWS = 100_000;

/** One answer, as the configuration reads it. */
export interface OpenedAnswer {
  readonly rows: readonly unknown[];
  /** The source's own count of rows; null when the configuration names none. */
  readonly total: number | null;
  /** What its paging says follows: a cursor or an address; null when nothing does. */
  readonly next: string | number | null;
}

/** Reads answers of one list. */
export function answerReader({ okWhen }: Config, list: ListConfig) {
  const ok = compiledOrNull(okWhen);
  const rowsAt = compileExpression(list.recordPath);
  const totalAt = compiledOrNull(list.totalPath);
  const { paging } = list;
  const nextAt = compiledOrNull(
    paging.kind === 'cursor' ? paging.cursorPath : paging.kind === 'next' ? paging.nextPath : undefined,
  );
  return ({ body, headers }: HttpAnswer<unknown>): OpenedAnswer => {
    const find = (expression: Expression) => expression(body, new Budget(STEPS_OF_AN_ANSWER));
    if (ok && !isTrue(find(ok))) throw notOk(list);
    const rows = find(rowsAt);
    if (!Array.isArray(rows)) throw noList(list, rows);
    if (rows.length > MOST_ROWS) throw tooManyRows(list, rows.length);
    const total = totalAt
      ? totalOf(find(totalAt), list)
      : list.totalHeader === undefined
        ? null
        : totalOf(headers[list.totalHeader.toLowerCase()], list);
    const isLinked = paging.kind === 'next' && paging.nextPath === undefined;
    const next = nextAt ? find(nextAt) : isLinked ? nextLink(headers['link']) : null;
    return { rows, total, next: nextOf(next, list) };
  };
}

/** Nothing, "", 0 and false say that no page follows; a thing that is no place at all says nothing of the kind (F14). */
function nextOf(value: unknown, list: ListConfig): string | number | null {
  if (typeof value === 'string' || typeof value === 'number') return value || null;
  if (value === null || value === undefined || value === false) return null;
  throw noNext(list, value);
}

function totalOf(value: unknown, list: ListConfig): number {
  const total = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof total === 'number' && Number.isSafeInteger(total) && total >= 0) return total;
  throw noTotal(list);
}

const notOk = ({ title }: ListConfig): HubError =>
  configError(
    'SOURCE_REPORTS_ERROR',
    text(
      `Nguồn trả lời danh sách "${title}" nhưng điều kiện thành công (okWhen) không thỏa. Hãy hỏi đơn vị vận hành nguồn, hoặc sửa điều kiện trong cấu hình.`,
      `The source answered for the list "${title}", but the condition of success (okWhen) does not hold. Ask its operator, or correct the condition.`,
    ),
  );

function noList({ title, recordPath }: ListConfig, found: unknown): HubError {
  const kind = kindOf(found);
  return configError(
    'MISSING_LIST',
    text(
      `Câu trả lời của nguồn không có danh sách "${title}" ở "${recordPath}": cần danh sách, nhận được ${kind.vi}. Hãy kiểm tra quyền của tài khoản và chỗ của danh sách (recordPath).`,
      `The source's answer has no list "${title}" at "${recordPath}": expected a list, found ${kind.en}. Check the account's rights and where the list stands (recordPath).`,
    ),
  );
}

const tooManyRows = ({ title }: ListConfig, rows: number): HubError =>
  configError(
    'TOO_MANY_ROWS',
    text(
      `Nguồn trả về ${rows} dòng "${title}" trong một câu trả lời, tối đa ${MOST_ROWS}. Hãy khai báo phân trang hoặc đọc theo ngày ({from}, {to}).`,
      `The source sent ${rows} rows of "${title}" in one answer, at most ${MOST_ROWS}. Declare paging, or read by days ({from}, {to}).`,
    ),
  );

function noNext({ title }: ListConfig, found: unknown): HubError {
  const kind = kindOf(found);
  return configError(
    'UNREADABLE_NEXT_PAGE',
    text(
      `Không đọc được chỗ của trang tiếp theo của danh sách "${title}": cần chuỗi hoặc số, nhận được ${kind.vi}. Hãy sửa cursorPath hoặc nextPath để chỉ đúng mã hay liên kết.`,
      `Where the next page of the list "${title}" is cannot be read: expected a text or a number, found ${kind.en}. Correct cursorPath or nextPath so that it names the cursor or link itself.`,
    ),
  );
}

const noTotal = ({ title }: ListConfig): HubError =>
  configError(
    'MISSING_TOTAL',
    text(
      `Không đọc được tổng số dòng của danh sách "${title}": cần số nguyên. Hãy sửa totalPath hoặc totalHeader, hoặc để trống cả hai.`,
      `The total of the list "${title}" cannot be read: expected an integer. Correct totalPath or totalHeader, or leave out both.`,
    ),
  );
