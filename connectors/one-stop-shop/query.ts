import type { Day, Window } from '../../src/core/clock.ts';

/**
 * LayDanhSachHoSo and LayDanhSachPAKN are our names: the found specification writes dossiers but has no list of
 * them, and none of feedback.
 */
export type Service = 'LayDanhSachHoSo' | 'LayDanhSachTTHC' | 'LayDanhSachPAKN';

/** Which of its days brings an item into the list. */
export type DateKind = 'NGAY_TIEP_NHAN' | 'NGAY_BO_SUNG' | 'NGAY_KET_THUC' | 'NGAY_DEN_HAN';

/** One list of the source, whatever way it is asked for. */
export interface Query {
  readonly service: Service;
  /** Empty asks for all units at once. */
  readonly unit: string;
  /** The items of these days, both ends included; or the list as it stood on one day. */
  readonly days: { readonly kind: DateKind; readonly window: Window } | Day;
  /** Whether each dossier brings the lists of what was handed in, paid and handed out. */
  readonly detailed: boolean;
  readonly size: number;
}

/** Where a page begins, in the way in which the source numbers it. */
export type Position =
  | { readonly page: number }
  | { readonly offset: number }
  /** null: the first page, for which the source has given no cursor yet. */
  | { readonly cursor: string | null }
  | { readonly link: string };

export const dossierQuery = (
  kind: DateKind,
  window: Window,
  unit: string,
  size: number,
  detailed = false,
): Query => ({ service: 'LayDanhSachHoSo', unit, days: { kind, window }, detailed, size });

export const feedbackQuery = (window: Window, unit: string, size: number): Query => ({
  service: 'LayDanhSachPAKN',
  unit,
  days: { kind: 'NGAY_DEN_HAN', window },
  detailed: false,
  size,
});

export const procedureQuery = (day: Day, unit: string, size: number): Query => ({
  service: 'LayDanhSachTTHC',
  unit,
  days: day,
  detailed: false,
  size,
});
