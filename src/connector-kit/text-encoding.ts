import { isUtf8 } from 'node:buffer';
import { configError, type HubError } from '../core/errors.ts';
import { text, withoutAccents } from '../core/text.ts';
import { tcvn3Text } from './tcvn3.ts';

/** Code pages in which Vietnamese offices write; `auto` finds out by the content. */
export const CHARSETS = [
  'auto',
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1258',
  'windows-1252',
  'tcvn3',
] as const;
export type Charset = (typeof CHARSETS)[number];

export interface DecodedText {
  /** Composed (NFC), without a byte order mark. */
  readonly content: string;
  readonly charset: Exclude<Charset, 'auto'>;
}

type Known = DecodedText['charset'];

const MARKS: readonly (readonly [charset: Known, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const OLD_PAGES: readonly Known[] = ['windows-1258', 'windows-1252', 'tcvn3'];

/**
 * The text of a file: by its mark, as UTF-8, or as the one old code page in which its words are Vietnamese (F18).
 * What remains open or was damaged before is refused, never guessed at.
 */
export function decodedText(bytes: Uint8Array, place: string, charset: Charset = 'auto'): DecodedText {
  const known = charset === 'auto' ? markedCharset(bytes) : charset;
  const decoded = known ? { content: contentOf(bytes, known), charset: known } : guessed(bytes);
  if (decoded === null || decoded.content === null) throw unknownCharset(place);
  const { content } = decoded;
  if (content.includes('\u0000')) throw unknownCharset(place);
  if (content.includes('\uFFFD') || MOJIBAKE.test(content)) throw damagedLetters(place);
  return { content, charset: decoded.charset };
}

function markedCharset(bytes: Uint8Array): Known | null {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  return marked ?? unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : null);
}

/** Blanks, digits and signs of UTF-16 have a zero beside them; no text of another kind has any. */
function unmarkedUtf16(bytes: Uint8Array): Known | null {
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = head.length / 8;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : null;
}

/** null when the bytes are no text of that code page. */
function contentOf(bytes: Uint8Array, charset: Known): string | null {
  if (charset === 'tcvn3') return tcvn3Text(bytes).normalize('NFC');
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    return null;
  }
}

/** Each page makes letters of any bytes; only the right one makes Vietnamese words of them. */
function guessed(bytes: Uint8Array): DecodedText | null {
  const readings = OLD_PAGES.map((charset) => ({ charset, content: contentOf(bytes, charset) ?? '' }));
  const ranked = readings
    .map((reading) => ({ ...reading, share: vietnameseShare(reading.content) }))
    .sort((a, b) => b.share - a.share);
  const [best] = ranked;
  if (!best || best.share < ENOUGH) return null;
  const isAlone = ranked.every((one) => one.share < best.share || one.content === best.content);
  return isAlone ? { content: best.content, charset: best.charset } : null;
}

const ENOUGH = 0.9;
const WORD = /[\p{L}\p{M}\u00a1-\u00bf\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+/gu;

/** "QĐ", "BCĐ" are no syllables and say nothing. */
const SHORT_FORM = /^[A-ZĐ]{1,6}$/;

/** How many of the words with letters beyond ASCII are Vietnamese syllables. */
function vietnameseShare(content: string): number {
  const words = (content.match(WORD) ?? []).filter(
    (word) => /[\u0080-\uffff]/.test(word) && !SHORT_FORM.test(word),
  );
  return words.length === 0 ? 0 : words.filter(isSyllable).length / words.length;
}

const TONES = /\u0300|\u0301|\u0303|\u0309|\u0323/g;
/** Vowels that stand together, without tones. */
const VOWELS =
  'uyê|uya|uyu|iêu|yêu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|[aâeêioôơuưyă]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|ya';
const SYLLABLE = new RegExp(
  `^(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?(?:${VOWELS})(?:ch|ng|nh|[ckmnpt])?$`,
);

/** One that stands on no vowel and on no other mark of one. */
const LOST_TONE = /(?<!a|e|i|o|u|y|\u0302|\u0306|\u031b)(?:\u0300|\u0301|\u0303|\u0309|\u0323)/;

function isSyllable(word: string): boolean {
  // A tone goes at most once in a syllable, and only on a vowel.
  const parts = word.toLowerCase().normalize('NFD');
  if ((parts.match(TONES) ?? []).length > 1) return false;
  if (LOST_TONE.test(parts)) return false;
  return SYLLABLE.test(parts.replace(TONES, '').normalize('NFC')) && withoutAccents(word) !== '';
}

/** UTF-8 that some program took for Windows-1252 and stored again: "Huáº¿", "Ä‘", "Æ°", "Ã´". */
const MOJIBAKE =
  /á[º»][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|Ä[\u0090\u2018]|Æ[°¡]|Ã[\u0080-\u009f\u00a1-\u00bf]/;

const SAVE_AS_UTF8 = text(
  'Hãy mở tệp bằng Excel hoặc LibreOffice, kiểm tra chữ có dấu rồi lưu lại ở dạng "CSV UTF-8" hoặc .xlsx.',
  'Open it in Excel or LibreOffice, look at the accented letters and save it as "CSV UTF-8" or .xlsx.',
);

const unknownCharset = (place: string): HubError =>
  configError(
    'BAD_ENCODING',
    text(
      `Không xác định được bảng mã chữ của tệp ${place} (không phải UTF-8). ${SAVE_AS_UTF8.vi} Nếu nguồn luôn xuất một bảng mã cũ, hãy chọn bảng mã đó trong cấu hình.`,
      `The character set of the file ${place} cannot be told (it is not UTF-8). ${SAVE_AS_UTF8.en} If the source always writes an old code page, choose it in the configuration.`,
    ),
  );

const damagedLetters = (place: string): HubError =>
  configError(
    'BAD_ENCODING',
    text(
      `Chữ có dấu trong tệp ${place} đã hỏng từ trước khi đến đây (ví dụ "Huáº¿" thay cho "Huế") hoặc sai bảng mã. ${SAVE_AS_UTF8.vi}`,
      `The accented letters in the file ${place} were damaged before it came here ("Huáº¿" for "Huế") or its character set is wrong. ${SAVE_AS_UTF8.en}`,
    ),
  );
