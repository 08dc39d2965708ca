import { closingDay } from '../../src/connector-kit/closing.ts';
import { countOf } from '../../src/connector-kit/count-of.ts';
import { dataAnswer } from '../../src/connector-kit/data-answer.ts';
import { distinct } from '../../src/connector-kit/distinct.ts';
import type { Page } from '../../src/connector-kit/paging.ts';
import { type Day, isDay } from '../../src/core/clock.ts';
import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';

/** One figure of one unit, as an agency handed it over: of several versions the highest holds. */
export interface Figure {
  readonly unit: string;
  /** The agency's own code: "FIBRE_HH". */
  readonly code: string;
  readonly day: Day;
  readonly version: number;
  /** null: not reported yet, which is not a zero. */
  readonly value: number | null;
}

/** A stock says from which day it holds, a flow in which month it fell. */
export interface FigureItem {
  readonly maDonVi: string;
  readonly ma: string;
  readonly hieuLucTu?: string | null;
  readonly thang?: string | null;
  readonly phienBan?: number | null;
  readonly giaTri: number | null;
}

const TEXT = { type: 'string', minLength: 1 };
const TEXT_OR_NULL = { type: ['string', 'null'] };

const figuresAnswer = dataAnswer<FigureItem>({
  type: 'object',
  required: ['maDonVi', 'ma', 'giaTri'],
  properties: {
    maDonVi: TEXT,
    ma: TEXT,
    hieuLucTu: TEXT_OR_NULL,
    thang: TEXT_OR_NULL,
    phienBan: { type: ['integer', 'null'] },
    giaTri: { type: ['number', 'null'] },
  },
});

export function decodeFigures(body: unknown, place: string): Page<Figure> {
  const { data, total } = figuresAnswer(body, place);
  return { items: data.map((item) => figureOf(item, place)), total };
}

export function figureOf({ maDonVi: unit, ma: code, ...item }: FigureItem, place: string): Figure {
  return {
    unit,
    code,
    day: dayOfFigure(unit, code, item, place),
    version: item.phienBan ?? 1,
    value: item.giaTri === null ? null : countOf(item.giaTri, unit, code, place),
  };
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Exactly one of the two dates: with both, two readers would file the figure under two days (F27). */
function dayOfFigure(
  unit: string,
  code: string,
  { hieuLucTu: from, thang: month }: Pick<FigureItem, 'hieuLucTu' | 'thang'>,
  place: string,
): Day {
  if (from && !month && isDay(from)) return from;
  if (month && !from && MONTH.test(month)) return closingDay(month);
  throw badDay(unit, code, [from, month].filter(Boolean).join(' / '), place);
}

/** Each version once; then, of the versions of one day, the highest. */
export function standingFigures(figures: readonly Figure[], place: string): Figure[] {
  const versions = distinct(
    figures,
    ({ version, ...figure }) => `${nameOf(figure)} ${version}`,
    (figure) => contradiction(figure, place),
  );
  const newest = new Map<string, Figure>();
  for (const figure of versions) {
    const known = newest.get(nameOf(figure));
    if (!known || figure.version > known.version) newest.set(nameOf(figure), figure);
  }
  return [...newest.values()];
}

const nameOf = ({ unit, code, day }: Pick<Figure, 'unit' | 'code' | 'day'>) => `${unit} ${code} ${day}`;

const badDay = (unit: string, code: string, found: string, place: string) =>
  configError(
    'BAD_EFFECTIVE_DAY',
    text(
      `Đơn vị ${unit}, số liệu ${code} ở ${place}: ngày là "${found.slice(0, 40)}", cần đúng một trong hai: "hieuLucTu" dạng YYYY-MM-DD hoặc "thang" dạng YYYY-MM. Hãy đề nghị cơ quan cung cấp sửa ngày.`,
      `Unit ${unit}, figure ${code} in ${place}: the date is "${found.slice(0, 40)}", expected either "hieuLucTu" as YYYY-MM-DD or "thang" as YYYY-MM. Ask the agency to correct it.`,
    ),
  );

const contradiction = ({ unit, code, day, version }: Figure, place: string) =>
  configError(
    'DUPLICATE_ROW',
    text(
      `Đơn vị ${unit} có hai giá trị khác nhau của ${code} ngày ${day}, cùng phiên bản ${version}, ở ${place}; cần đúng một. Hãy đề nghị cơ quan cung cấp bỏ dòng sai hoặc tăng số phiên bản của dòng đúng.`,
      `Unit ${unit} has two different values of ${code} on ${day}, both version ${version}, in ${place}; expected one. Ask the agency to remove the wrong row or to raise the version of the right one.`,
    ),
  );
