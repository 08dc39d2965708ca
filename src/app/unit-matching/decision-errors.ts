import { HubError } from '../../core/errors.ts';
import { formatDay, type Text, text } from '../../core/text.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { DecidedCode, UnitMatch } from '../../store/unit-matches.ts';

const refused = (field: string, code: string, message: Text) =>
  new HubError('config', code, message, { details: { field } });

/** Two decisions on one code and day contradict one another, so the first one must go. */
export function alreadyDecided({ name }: StoredSource, other: DecidedCode | UnitMatch): HubError {
  const { sourceCode, unitCode } = other;
  const days = daysOf(other);
  const meant =
    unitCode === null
      ? text('được xác định là không thuộc đơn vị nào', 'is decided to be none of ours')
      : text(`đã ghép với "${unitCode}"${days.vi}`, `is matched with "${unitCode}"${days.en}`);
  const next =
    'id' in other
      ? text(
          `Hãy rút lại bằng lệnh "hub units withdraw ${other.id}" rồi ghép lại, hoặc chọn ngày khác.`,
          `Withdraw that with "hub units withdraw ${other.id}", then match again, or choose other days.`,
        )
      : text(
          'Bảng mã (unitMap) trong cấu hình của nguồn ghi như vậy; hãy sửa ở đó.',
          'So says the unit map (unitMap) in the configuration of the source; change it there.',
        );
  return refused(
    'sourceCode',
    'ALREADY_DECIDED',
    text(
      `Mã "${sourceCode}" của nguồn "${name}" ${meant.vi}. ${next.vi}`,
      `The code "${sourceCode}" of source "${name}" ${meant.en}. ${next.en}`,
    ),
  );
}

function daysOf({ validFrom, validTo }: DecidedCode): Text {
  if (validFrom === null && validTo === null) return text('', '');
  const [from, to] = [validFrom, validTo].map((day) => (day === null ? '…' : formatDay(day)));
  return text(` (${from} - ${to})`, ` (${from} - ${to})`);
}

export const notInForce = (match: string) =>
  refused(
    'unitMatch',
    'NOT_IN_FORCE',
    text(
      `Không có quyết định ghép mã số "${match.slice(0, 40)}" đang có hiệu lực. Hãy xem danh sách bằng lệnh "hub units matches"; mã ghi trong cấu hình của nguồn thì sửa cấu hình.`,
      `No match "${match.slice(0, 40)}" is in force. List them with "hub units matches"; what stands in the configuration is changed there.`,
    ),
  );

export const codeTooLong = (length: number) =>
  refused(
    'sourceCode',
    'BAD_INPUT',
    text(
      `Mã của nguồn dài ${length} ký tự; tối đa 300. Hãy chép đúng mã trong danh sách chờ ghép.`,
      `The source's code has ${length} characters; at most 300. Copy it from the list of unmatched codes.`,
    ),
  );
