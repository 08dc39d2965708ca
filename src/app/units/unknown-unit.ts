import type { Day } from '../../core/clock.ts';
import { configError, type HubError } from '../../core/errors.ts';
import { formatDay, type Text, text } from '../../core/text.ts';
import type { Unit } from '../../core/unit.ts';

/** `bearers`: the units that bore the code at other times. */
export function unknownUnit(code: string, day: Day | null, bearers: readonly Unit[]): HubError {
  const when = day === null ? text('', '') : text(` vào ngày ${formatDay(day)}`, ` on ${formatDay(day)}`);
  const next = bearers.length > 0 ? otherTimes(bearers) : UNHEARD_OF;
  return configError('UNKNOWN_UNIT', {
    vi: `Không có đơn vị nào mang mã "${code}"${when.vi}. ${next.vi}`,
    en: `No unit bears the code "${code}"${when.en}. ${next.en}`,
  });
}

const UNHEARD_OF = text(
  'Hãy kiểm tra mã: mã tỉnh có 2 chữ số, mã xã có 5 chữ số, giữ nguyên số 0 ở đầu.',
  'Check the code: provinces have 2 digits, communes 5, leading zeros included.',
);

function otherTimes(bearers: readonly Unit[]): Text {
  return text(
    `Mã này có hiệu lực ${bearers.map((unit) => `${period(unit).vi} (${unit.name})`).join(', ')}; hãy chọn lại ngày hoặc mã.`,
    `The code was valid ${bearers.map((unit) => `${period(unit).en} (${unit.name})`).join(', ')}; choose another day or code.`,
  );
}

function period({ validFrom, validTo }: Unit): Text {
  const parts = [
    validFrom === null ? null : text(`từ ${formatDay(validFrom)}`, `from ${formatDay(validFrom)}`),
    validTo === null ? null : text(`đến hết ${formatDay(validTo)}`, `to ${formatDay(validTo)}`),
  ].filter((part) => part !== null);
  return text(parts.map((part) => part.vi).join(' '), parts.map((part) => part.en).join(' '));
}
