import { formatDay, type Language, type Text, text } from '../core/text.ts';
import type { CheckResult, Count } from './connector.ts';
import type { RowMap } from './declared-list.ts';
import { type Row, type RowReading, rowReader } from './declared-rows.ts';
import { counter, REASONS } from './declared-streams.ts';

/** What a check shows of the first row of a list, by its map: never what the row itself holds. */
export interface DeclaredSample {
  readonly ok: boolean;
  readonly text: Text;
}

export function declaredSample(list: RowMap, rows: readonly unknown[], today: string): DeclaredSample {
  const { title } = list;
  if (rows.length === 0) {
    return {
      ok: false,
      text: text(
        `${title}: nguồn trả lời nhưng không có dòng nào`,
        `${title}: the source answers without a row`,
      ),
    };
  }
  const read = rowReader(list, today);
  // The first rows may be others than those that count.
  const readings = rows.slice(0, LOOKED_AT).map(read);
  const place = Math.max(
    0,
    readings.findIndex(({ kind }) => kind !== 'other'),
  );
  return told(list, readings[place] as RowReading, place + 1);
}

/** What was seen of all lists, and what else staff should know. */
export function checkOf(samples: readonly DeclaredSample[], notes: readonly Text[] = []): CheckResult {
  const sample = [...samples.map((one) => one.text.vi), ...notes.map(({ vi }) => vi.replace(/\.$/, ''))].join(
    '. ',
  );
  const bad = samples.find(({ ok }) => !ok);
  if (bad) return { ok: false, message: text(`${bad.text.vi}.`, `${bad.text.en}.`), sample };
  return {
    ok: true,
    message: text(
      'Đọc được dữ liệu của nguồn theo cấu hình.',
      'The source can be read by the configuration.',
    ),
    sample,
  };
}

const LOOKED_AT = 200;

function told(list: RowMap, reading: RowReading, row: number): DeclaredSample {
  const { title } = list;
  switch (reading.kind) {
    case 'other':
      return {
        ok: true,
        text: text(`${title}: chưa có dòng nào thỏa điều kiện lọc`, `${title}: no row passes`),
      };
    case 'unusable':
      return { ok: false, text: unusable(title, reading.field, row) };
    case 'record': {
      const { unit, at, data } = reading.record;
      return { ok: true, text: seen(title, unit, at.slice(0, 10), countsOf(list, data)) };
    }
    case 'values': {
      const { unit, day, values, unusable: bad } = reading;
      const counts = values.map(({ measure, value }) => countIn(measure, value));
      if (bad.length === 0) return { ok: true, text: seen(title, unit, day, counts) };
      return { ok: false, text: unusable(title, bad.join(', '), row) };
    }
  }
}

const countsOf = ({ measures }: RowMap, row: Row): Text[] =>
  measures.map((measure) => countIn(measure.code, counter(measure)(row)));

/** "KHAC.A = 1", or why it does not count. */
function countIn(code: string, count: Count): Text {
  const reason = REASONS[count];
  return reason
    ? text(`${code}: ${small(reason.vi)}`, `${code}: ${small(reason.en)}`)
    : text(`${code} = ${count}`, `${code} = ${count}`);
}

const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** A code may be shown; a name of something else that a wrong map points to may not. */
const shownUnit = (unit: string): Text =>
  /^[\w.-]{1,30}$/.test(unit)
    ? text(unit, unit)
    : text(`(${unit.length} ký tự)`, `(${unit.length} characters)`);

const seen = (title: string, unit: string, day: string, counts: readonly Text[]): Text => {
  const code = shownUnit(unit);
  const list = (language: Language) => counts.map((one) => one[language]).join(', ');
  return text(
    `${title}: đơn vị ${code.vi}, ngày ${formatDay(day)}; ${list('vi')}`,
    `${title}: unit ${code.en}, day ${formatDay(day)}; ${list('en')}`,
  );
};

const unusable = (title: string, field: string, row: number): Text =>
  text(
    `${title}: không đọc được trường "${field}" ở dòng ${row}. Hãy kiểm tra biểu thức và dạng dữ liệu của trường này`,
    `${title}: the field "${field}" of row ${row} cannot be read. Check its expression and form`,
  );
