import type { Text } from '../../core/text.ts';

/** An oddity of the address data: counted and shown, never repaired in silence. */
export interface UnitNote {
  readonly code: UnitNoteCode;
  readonly count: number;
  readonly text: Text;
  /** The first few cases. */
  readonly examples: readonly string[];
}

const TEXTS = {
  NAME_NOT_NFC: {
    vi: 'Tên viết bằng Unicode tổ hợp; đã đổi sang dạng dựng sẵn (NFC).',
    en: 'Names in decomposed Unicode; composed (NFC) here.',
  },
  ROW_EMPTY: {
    vi: 'Dòng không có xã, huyện, tỉnh cũ: huyện đảo không có đơn vị cấp xã. Bỏ qua.',
    en: 'Rows without an old commune, district and province: island districts that had no communes. Skipped.',
  },
  ROW_WITHOUT_OLD_CODE: {
    vi: 'Dòng chỉ có tên xã cũ, không có mã; tìm theo tên.',
    en: 'Rows with the name of an old commune but no code; looked up by name.',
  },
  OLD_COMMUNE_UNKNOWN: {
    vi: 'Dòng không mã mà tên xã cũ không có trong các dòng có mã (phần lớn đã sáp nhập trước 01/07/2025). Bỏ qua.',
    en: 'Rows without a code whose old commune is in no row with a code (most were merged before 1 July 2025). Skipped.',
  },
  NEW_CODE_UNKNOWN: {
    vi: 'Dòng có mã xã mới không nằm trong bảng xã mới; tìm theo tên xã và tỉnh.',
    en: 'Rows whose new code is not in the table of new communes; looked up by commune and province.',
  },
  NEW_CODE_CONTRADICTS_NAME: {
    vi: 'Dòng có mã xã mới là của một xã khác tên hoặc khác tỉnh; tên xã và tỉnh được lấy làm căn cứ.',
    en: 'Rows whose new code belongs to a commune of another name or province; the names decide.',
  },
  NEW_COMMUNE_UNRESOLVED: {
    vi: 'Dòng không xác định được xã mới theo tên lẫn theo mã. Không có quan hệ kế thừa.',
    en: 'Rows whose new commune is found neither by name nor by code. They give no succession.',
  },
  ARROW_REPEATED: {
    vi: 'Dòng lặp lại một quan hệ xã cũ - xã mới đã có.',
    en: 'Rows that repeat an old-to-new pair already known.',
  },
  COMMUNE_SPLIT: {
    vi: 'Xã cũ được chia cho nhiều xã mới.',
    en: 'Old communes shared out among several new ones.',
  },
  RENAMED_IN_SPELLING: {
    vi: 'Xã đổi tên chỉ khác dấu hoặc chữ hoa (ví dụ "Hoà", "Hòa"): có thể chỉ là cách viết.',
    en: 'Communes renamed by nothing but accents or capitals ("Hoà", "Hòa"): perhaps only spelling.',
  },
  COMMUNE_WITHOUT_ROW: {
    vi: 'Xã mới không có dòng nào trong bảng chuyển đổi: không rõ xã cũ.',
    en: 'New communes that no mapping row names: their old communes are not known.',
  },
} as const satisfies Record<string, Text>;

export type UnitNoteCode = keyof typeof TEXTS;

const EXAMPLES = 5;

export class UnitNotes {
  readonly #cases = new Map<UnitNoteCode, { count: number; examples: string[] }>();

  add(code: UnitNoteCode, example: string): void {
    const noted = this.#cases.get(code) ?? { count: 0, examples: [] };
    noted.count += 1;
    if (noted.examples.length < EXAMPLES) noted.examples.push(example);
    this.#cases.set(code, noted);
  }

  list(): UnitNote[] {
    return [...this.#cases].map(([code, noted]) => ({ code, ...noted, text: TEXTS[code] }));
  }
}
