import { z } from 'zod';

/*
 * What the values of a source mean. A source's own map comes before the common values; a value in neither is
 * kept, counts nowhere and is shown under a reason of its own: it is never guessed (domain facts, B2).
 */

/** How a dossier came in. */
const ORIGINS = ['ONLINE', 'COUNTER', 'POST'] as const;
export type Origin = (typeof ORIGINS)[number];

/** How far a dossier is. */
const STATUSES = ['REGISTERED', 'REFUSED', 'OPEN', 'PAUSED', 'WITHDRAWN', 'RESOLVED'] as const;
export type Status = (typeof STATUSES)[number];

/** How much of a procedure can be done online. */
const LEVELS = ['FULL', 'PARTIAL', 'INFORMATION'] as const;
export type Level = (typeof LEVELS)[number];

/** What public reports call an online service. */
export const isOnline = (level: unknown): boolean => level === 'FULL' || level === 'PARTIAL';

type Values<M> = Readonly<Record<string, M>>;

/** By the name of the field, in lower case: the same number means another thing in another field. */
const COMMON_ORIGINS: Readonly<Record<string, Values<Origin>>> = {
  nguonnop: { DVCQG: 'ONLINE', DVCTINH: 'ONLINE', HUES: 'ONLINE', MOTCUA: 'COUNTER' },
  kenhthuchien: { '1': 'COUNTER', '2': 'ONLINE', '3': 'POST' },
  nhanquamang: { true: 'ONLINE', false: 'COUNTER' },
};

const COMMON_STATUSES: Readonly<Record<string, Values<Status>>> = {
  trangthaihoso: {
    '1': 'REGISTERED',
    '2': 'OPEN',
    '3': 'REFUSED',
    '4': 'OPEN',
    '5': 'PAUSED',
    '6': 'PAUSED',
    '7': 'WITHDRAWN',
    '8': 'PAUSED',
    '9': 'RESOLVED',
    '10': 'RESOLVED',
  },
};

const COMMON_LEVELS: Readonly<Record<string, Values<Level>>> = {
  mucdo: { '1': 'INFORMATION', '2': 'INFORMATION', '3': 'PARTIAL', '4': 'FULL' },
};

const meaningOf = <M extends string>(meanings: readonly [M, ...M[]], title: string, description: string) =>
  z.record(z.string(), z.enum(meanings)).default({}).meta({ title, description });

export const originMap = meaningOf(
  ORIGINS,
  'Ý nghĩa của nguồn nộp',
  'ONLINE (trực tuyến), COUNTER (trực tiếp) hoặc POST (bưu chính) cho từng giá trị. Có sẵn: NguonNop (DVCQG, DVCTINH, HUES, MOTCUA), KenhThucHien (1, 2, 3), NhanQuaMang (true, false).',
);

export const statusMap = meaningOf(
  STATUSES,
  'Ý nghĩa của trạng thái hồ sơ',
  'Có sẵn cho TrangThaiHoSo, có thể bổ sung hoặc thay: 1 REGISTERED (mới đăng ký), 2 và 4 OPEN (đang xử lý), 3 REFUSED (không được tiếp nhận), 5, 6, 8 PAUSED (tạm dừng), 7 WITHDRAWN (công dân rút), 9 và 10 RESOLVED (đã xử lý xong).',
);

export const levelMap = meaningOf(
  LEVELS,
  'Ý nghĩa của mức độ dịch vụ',
  'Có sẵn cho MucDo, có thể bổ sung hoặc thay: 4 FULL (toàn trình), 3 PARTIAL (một phần), 2 và 1 INFORMATION (chỉ thông tin).',
);

/** Reads one value of a source; undefined when nobody said what it means. */
export type Meaning<M> = (value: string | number | boolean) => M | undefined;

function meaning<M>(common: Values<M> | undefined, own: Values<M>): Meaning<M> {
  const known = new Map([...Object.entries(common ?? {}), ...Object.entries(own)]);
  return (value) => known.get(String(value));
}

export const originMeaning = (field: string, own: Values<Origin>) =>
  meaning(COMMON_ORIGINS[field.toLowerCase()], own);
export const statusMeaning = (field: string, own: Values<Status>) =>
  meaning(COMMON_STATUSES[field.toLowerCase()], own);
export const levelMeaning = (field: string, own: Values<Level>) =>
  meaning(COMMON_LEVELS[field.toLowerCase()], own);
