import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import { recordCheck } from '../../src/connector-kit/record-check.ts';
import type { Config } from './config.ts';
import { DOSSIERS } from './list-names.ts';
import { type Digitisation, digitisationVerdict, type Payment } from './measures-766.ts';
import { keyShape, type RowReader, rowReader, word } from './records.ts';
import { askedTimeOfRow } from './row-day.ts';
import { statusMeaning } from './value-maps.ts';

interface RawDetails {
  readonly TaiLieuNop:
    | readonly { readonly DuongDanTaiTepTin?: string | null; readonly DuocTaiSuDung?: Flag }[]
    | null;
  readonly DanhSachLePhi: readonly { readonly Gia?: string | number | null }[] | null;
  readonly DanhSachGiayToKetQua: readonly { readonly DuongDanTepTinKetQua?: string | null }[] | null;
  readonly DuocThanhToanTrucTuyen: Flag;
}

type Flag = string | number | null | undefined;
type Row = RawDetails & Readonly<Record<string, unknown>>;

const scalar = { type: ['string', 'number', 'null'] } as const;
const link = { type: ['string', 'null'] } as const;
const listOf = (properties: object) => ({ type: ['array', 'null'], items: { type: 'object', properties } });

/** Received dossiers with what was handed in, paid and handed out. A source that lacks a list does not offer this. */
export function digitisationReader(config: Pick<Config, 'fields' | 'statuses'>): RowReader<Digitisation> {
  const { key, unit, received, status } = config.fields;
  const rows = recordCheck<Row>({
    type: 'object',
    required: [
      key,
      unit,
      received,
      'TaiLieuNop',
      'DanhSachLePhi',
      'DanhSachGiayToKetQua',
      'DuocThanhToanTrucTuyen',
    ],
    properties: {
      [key]: keyShape(key),
      [unit]: word,
      [received]: { type: 'string' },
      ...(status ? { [status]: { type: ['string', 'integer', 'null'] } } : {}),
      TaiLieuNop: listOf({ DuongDanTaiTepTin: link, DuocTaiSuDung: scalar }),
      DanhSachLePhi: listOf({ Gia: scalar }),
      DanhSachGiayToKetQua: listOf({ DuongDanTepTinKetQua: link }),
      DuocThanhToanTrucTuyen: scalar,
    },
  });
  const statusOf = statusMeaning(status, config.statuses);

  function data(row: Row): Digitisation {
    const given = status ? row[status] : null;
    const known = given == null ? 'OPEN' : statusOf(given as string | number);
    if (known === undefined) return 'UNKNOWN_STATUS';
    if (known === 'REGISTERED' || known === 'REFUSED') return 'NOT_ACCEPTED';
    const papers = row.TaiLieuNop ?? [];
    return digitisationVerdict({
      payment: paymentOf(row),
      isInputDigital: papers.some((paper) => isLink(paper.DuongDanTaiTepTin)),
      isResultDigital: (row.DanhSachGiayToKetQua ?? []).some((paper) => isLink(paper.DuongDanTepTinKetQua)),
      isReused: papers.some(({ DuocTaiSuDung }) => isYes(DuocTaiSuDung)),
    });
  }

  return rowReader(rows, (items, window, firstRow) =>
    rows(items, DOSSIERS, firstRow).map((row, index): SourceRecord<Digitisation> => {
      const place = { list: DOSSIERS, row: firstRow + index, field: received };
      const at = askedTimeOfRow(place, row[received], window);
      return { key: String(row[key]), unit: row[unit] as string, at, title: null, data: data(row) };
    }),
  );
}

/** Papers are only looked at for whether there is a file, never for where it lies. */
const isLink = (link: string | null | undefined): boolean => Boolean(link?.trim());

/** DuocTaiSuDung: 1 reused as data, 2 by the code of another result [found in public code]. */
const isYes = (flag: Flag): boolean => flag === '1' || flag === 1 || flag === '2' || flag === 2;

/** Written with separators: "50.000", "0,0". Anything else, "miễn phí" or "0 đ", is no figure that we may guess. */
const AMOUNT = /^\s*\d+(?:[.,]\d+)*\s*$/;

/** null: it cannot be told. */
function isFee(amount: string | number | null | undefined): boolean | null {
  if (amount == null || String(amount).trim() === '') return false;
  return AMOUNT.test(String(amount)) ? /[1-9]/.test(String(amount)) : null;
}

/** DuocThanhToanTrucTuyen: 1 on the national portal, 2 on the province's own, 0 not online [found]. */
function paymentOf({ DanhSachLePhi, DuocThanhToanTrucTuyen: paid }: RawDetails): Payment {
  const fees = (DanhSachLePhi ?? []).map(({ Gia }) => isFee(Gia));
  if (!fees.includes(true)) return fees.includes(null) ? 'UNKNOWN_FEE' : 'NO_FEE';
  if (isYes(paid)) return 'PAID_ONLINE';
  return paid == null || ['', '0'].includes(String(paid)) ? 'NOT_PAID_ONLINE' : 'UNKNOWN_PAYMENT';
}
