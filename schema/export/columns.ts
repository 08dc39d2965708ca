import type { FreshnessState, ScoreState } from '../../src/app/views/scoreboard.ts';
import { formatMoment } from '../../src/core/format-moment.ts';
import type { Column } from './export-table.ts';

export interface UnitCells {
  readonly code: string;
  readonly name: string;
}

/** Name and code share a cell: alone, a code would be read as a number and lose its zeros. */
export const unitName = ({ name, code }: UnitCells): string => `${name} (${code})`;

export const unitColumns = <R>(unitOf: (row: R) => UnitCells): Column<R>[] => [
  { key: 'unitCode', title: null, value: (row) => unitOf(row).code },
  {
    key: 'unitName',
    title: 'Đơn vị',
    value: (row) => unitOf(row).name,
    shown: (row) => unitName(unitOf(row)),
  },
];

export interface IndicatorCells {
  readonly code: string;
  readonly title: string;
}

/** As with units: "1.10" alone would be read as 1.1. */
const indicatorName = ({ code, title }: IndicatorCells): string => `${code} ${title}`;

export const indicatorColumns = <R>(indicatorOf: (row: R) => IndicatorCells): Column<R>[] => [
  { key: 'indicatorCode', title: null, value: (row) => indicatorOf(row).code },
  {
    key: 'indicatorTitle',
    title: 'Chỉ số',
    value: (row) => indicatorOf(row).title,
    shown: (row) => indicatorName(indicatorOf(row)),
  },
];

/** Of a row of a scoreboard, as `SCORE_FIELDS` asks for it. */
export interface ScoreCells {
  readonly indicator: IndicatorCells & { readonly groupCode: string };
  readonly state: ScoreState;
  readonly points: number | null;
  readonly maxPoints: number;
  readonly missingPoints: number;
  readonly reason: string | null;
  readonly freshness: {
    readonly state: FreshnessState;
    readonly asOf: string | null;
    readonly source: { readonly name: string } | null;
  };
  readonly selfAssessed: { readonly points: number | null };
  readonly department: { readonly points: number | null };
  readonly verified: { readonly points: number | null };
  readonly final: { readonly points: number | null };
}

export const SCORE_FIELDS = `
  indicator { code title groupCode } state points maxPoints missingPoints reason
  freshness { state asOf source { name } }
  selfAssessed { points } department { points } verified { points } final { points }`;

const STATES: Readonly<Record<ScoreState, string>> = {
  SCORED: 'Đã chấm',
  NO_DATA: 'Thiếu số liệu',
  NOT_APPLICABLE: 'Không áp dụng',
  SUSPECT: 'Chờ xem xét',
  ERROR: 'Lỗi',
};

const FRESHNESS: Readonly<Record<FreshnessState, string>> = { FRESH: 'Mới', STALE: 'Cũ', NEVER: 'Chưa có' };

export const scoreColumns = <R>(scoreOf: (row: R) => ScoreCells): Column<R>[] =>
  SCORE_COLUMNS.map(({ key, title, value, shown }) => ({
    key,
    title,
    value: (row) => value(scoreOf(row)),
    ...(shown && { shown: (row: R) => shown(scoreOf(row)) }),
  }));

const SCORE_COLUMNS: readonly Column<ScoreCells>[] = [
  { key: 'groupCode', title: null, value: ({ indicator }) => indicator.groupCode },
  ...indicatorColumns<ScoreCells>(({ indicator }) => indicator),
  { key: 'state', title: 'Trạng thái', value: ({ state }) => state, shown: ({ state }) => STATES[state] },
  { key: 'points', title: 'Điểm', value: ({ points }) => points },
  { key: 'maxPoints', title: 'Điểm tối đa', value: ({ maxPoints }) => maxPoints },
  { key: 'missingPoints', title: 'Điểm còn thiếu', value: ({ missingPoints }) => missingPoints },
  { key: 'selfAssessed', title: 'Đơn vị tự đánh giá', value: ({ selfAssessed }) => selfAssessed.points },
  { key: 'department', title: 'Sở, cơ quan chủ trì đánh giá', value: ({ department }) => department.points },
  { key: 'verified', title: 'Sau thẩm định', value: ({ verified }) => verified.points },
  { key: 'final', title: 'Kết quả cuối', value: ({ final }) => final.points },
  {
    key: 'freshness',
    title: 'Độ mới của số liệu',
    value: ({ freshness }) => freshness.state,
    shown: ({ freshness }) => FRESHNESS[freshness.state],
  },
  {
    key: 'dataAsOf',
    title: 'Số liệu lúc',
    value: ({ freshness }) => freshness.asOf,
    shown: ({ freshness: { asOf } }) => asOf && formatMoment(new Date(asOf)),
  },
  { key: 'source', title: 'Nguồn', value: ({ freshness }) => freshness.source?.name ?? null },
  { key: 'reason', title: 'Lý do chưa chấm', value: ({ reason }) => reason },
];
