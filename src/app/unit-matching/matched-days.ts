import { isDay } from '../../core/clock.ts';
import { HubError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import type { DecidedCode } from '../../store/unit-matches.ts';
import type { HubDeps } from '../deps.ts';
import { unitsOn } from '../pull/units-of-source.ts';
import { unknownUnit } from '../units/unknown-unit.ts';
import type { ConfirmUnitMatch } from '../views/unit-match.ts';

type Target = Omit<DecidedCode, 'sourceCode'>;

/**
 * The code of the hub that a person named and the days on which it holds. One unit named by its key holds on its own
 * days only; a code stands for whichever unit bears it on the day. Throws when that is none on all these days.
 */
export function matchedDays({ directory }: Pick<HubDeps, 'directory'>, input: ConfirmUnitMatch): Target {
  const { validFrom, validTo } = input;
  for (const field of ['validFrom', 'validTo'] as const) {
    const day = input[field];
    if (day !== null && !isDay(day)) throw badDay(field, day);
  }
  if (validFrom !== null && validTo !== null && validFrom > validTo) throw badOrder(validFrom, validTo);
  const one = directory.byKey(input.unit);
  const code = one?.code ?? input.unit.trim();
  const [own] = one ? unitsOn(input, [one]) : [];
  const bearers = own ? [own] : unitsOn(input, one ? [] : directory.bearers(code));
  if (bearers.length === 0) throw noUnit(code, input, one ? [one] : directory.bearers(code));
  return { unitCode: code, validFrom: own?.validFrom ?? validFrom, validTo: own?.validTo ?? validTo };
}

const noUnit = (
  code: string,
  { validFrom, validTo }: ConfirmUnitMatch,
  bearers: Parameters<typeof unknownUnit>[2],
) =>
  new HubError('config', 'UNKNOWN_UNIT', unknownUnit(code, validFrom ?? validTo, bearers).text, {
    details: { field: 'unit' },
  });

const badDay = (field: string, day: string) =>
  new HubError(
    'config',
    'BAD_INPUT',
    text(
      `"${day}" không phải là ngày; cần dạng 2025-07-01.`,
      `"${day}" is no day; expected the form 2025-07-01.`,
    ),
    { details: { field } },
  );

const badOrder = (from: string, to: string) =>
  new HubError(
    'config',
    'BAD_INPUT',
    text(
      `Ngày đầu ${from} sau ngày cuối ${to}. Hãy sửa lại hai ngày.`,
      `The first day ${from} is after the last day ${to}. Correct the two days.`,
    ),
    { details: { field: 'validTo' } },
  );
