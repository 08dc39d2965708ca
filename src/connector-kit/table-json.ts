import { configError, type HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { BLANK, type SheetCell, type SheetRow, textCell } from './sheet.ts';

/** A list of objects, or an object with one such list, as rows: first the names of the fields, then each item. */
export function* jsonTable(content: string, place: string): Generator<SheetRow> {
  const { items, around } = listIn(parsed(content, place), place);
  for (const [name, value] of around) yield { line: 0, cells: [textCell(`${name}: ${value}`)] };
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  yield { line: 0, cells: names.map(textCell) };
  for (const [index, item] of items.entries())
    yield { line: index + 1, cells: names.map((name) => cellOf(item[name])) };
}

type Item = Readonly<Record<string, unknown>>;

function parsed(content: string, place: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw configError(
      'BAD_JSON',
      text(
        `Tệp JSON ${place} viết sai hoặc bị cắt giữa chừng. Hãy đề nghị đơn vị vận hành xuất lại tệp.`,
        `The JSON file ${place} is malformed or was cut off. Ask its operator to export it again.`,
      ),
    );
  }
}

/** The scalars beside the list stand where a sheet has its title. */
function listIn(document: unknown, place: string): { items: readonly Item[]; around: [string, unknown][] } {
  const fields = isItem(document) ? Object.entries(document) : [];
  const lists = Array.isArray(document)
    ? [document]
    : fields.flatMap(([, value]) => (Array.isArray(value) ? [value] : []));
  const [list] = lists;
  if (!list || lists.length > 1 || !list.every(isItem)) throw noList(place);
  const around = fields.filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return { items: list, around };
}

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function cellOf(value: unknown): SheetCell {
  if (value === null || value === undefined) return BLANK;
  if (typeof value === 'number') return { kind: 'NUMBER', text: String(value) };
  if (typeof value === 'string') return textCell(value);
  return { kind: 'OTHER', text: typeof value === 'boolean' ? String(value).toUpperCase() : '{…}' };
}

const noList = (place: string): HubError =>
  configError(
    'MISSING_LIST',
    text(
      `Tệp JSON ${place} cần là một danh sách các dòng, hoặc một đối tượng có đúng một danh sách như vậy. Nguồn có thể đang báo lỗi; hãy kiểm tra quyền của tài khoản và hỏi đơn vị vận hành.`,
      `The JSON file ${place} must be a list of rows or an object with exactly one such list. The source may be reporting an error; check the account's rights and ask its operator.`,
    ),
  );
