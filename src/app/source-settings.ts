import { z } from 'zod';
import { bilingual } from '../connector-kit/bilingual.ts';
import { inBothLanguages, issuesOf } from '../connector-kit/config-issues.ts';
import type { Json } from '../connector-kit/connector.ts';
import { HubError } from '../core/errors.ts';
import { type Language, text } from '../core/text.ts';

const wholeFrom = (least: number) => {
  const error = bilingual(`cần số nguyên từ ${least} trở lên`, `expected an integer of at least ${least}`);
  return z.int(error).min(least, error);
};
const titled = (vi: string, en: string) => ({ title: `${vi} · ${en}` });
const POSITIVE = bilingual('cần số lớn hơn 0', 'expected a number above 0');

/** How the pulls of one source are judged and paced: the one description of what may be set. */
const settingsShape = z.strictObject({
  zeroIsNormal: z
    .array(z.string())
    .default([])
    .meta(titled('Đại lượng được phép bằng 0', 'Measures of which nothing at all is normal')),
  changeLimit: z
    .number(POSITIVE)
    .positive(POSITIVE)
    .default(0.5)
    .meta(titled('Mức đổi phải chờ duyệt, 0.5 là 50 %', 'Change that is held for review; 0.5 is 50 %')),
  smallest: wholeFrom(0)
    .default(20)
    .meta(titled('Tổng nhỏ hơn số này được đổi tùy ý', 'Sums below this may move as they like')),
  totalTolerance: wholeFrom(0)
    .default(0)
    .meta(
      titled('Số bản ghi được phép thiếu, thừa hoặc sai', 'Records that may be missing, extra or unusable'),
    ),
  requestsPerMinute: wholeFrom(1)
    .nullable()
    .default(null)
    .meta(titled('Số yêu cầu tối đa mỗi phút', 'Most requests a minute')),
  maxPages: wholeFrom(1).default(20_000).meta(titled('Số trang tối đa mỗi lần lấy', 'Most pages of a pull')),
  maxRecords: wholeFrom(1)
    .default(20_000_000)
    .meta(titled('Số bản ghi tối đa mỗi lần lấy', 'Most records of a pull')),
  maxMinutes: z
    .number(POSITIVE)
    .positive(POSITIVE)
    .max(360, bilingual('tối đa 360 phút', 'at most 360 minutes'))
    .default(360)
    .meta(titled('Thời gian tối đa của một lần lấy, phút', 'Longest pull, minutes')),
  missedRuns: z
    .enum(['ONE', 'EACH'])
    .default('ONE')
    .meta(titled('Lịch bị lỡ: lấy bù một lần hay từng lần', 'Missed runs: made up once, or each')),
  lookbackDays: wholeFrom(1)
    .max(366, bilingual('tối đa 366 ngày', 'at most 366 days'))
    .nullable()
    .default(null)
    .meta(titled('Mỗi đêm chỉ đọc lại bấy nhiêu ngày', 'Days that a nightly pull reads again; none: all')),
  fullReadEvery: wholeFrom(1)
    .default(7)
    .meta(titled('Cứ bấy nhiêu ngày đọc lại toàn bộ', 'Days after which everything is read again')),
});

export type SourceSettings = z.infer<typeof settingsShape>;

/** The form of the settings, as JSON Schema. */
export const settingsSchema = (): Json => z.toJSONSchema(settingsShape, { io: 'input' }) as Json;

/** What is stored, with defaults for the rest. What a later version does not know any more falls back to them. */
export function settingsOf({ settings }: { readonly settings: unknown }): SourceSettings {
  const parsed = settingsShape.safeParse(settings);
  return parsed.success ? parsed.data : settingsShape.parse({});
}

/** Throws BAD_SETTINGS with every field that is wrong, and every measure that the source does not deliver. */
export function checkSettings(input: unknown, measures: readonly string[]): Record<string, unknown> {
  const parsed = settingsShape.safeParse(input, { error: inBothLanguages });
  if (!parsed.success) throw badSettings(issuesOf(parsed.error));
  const unknown = parsed.data.zeroIsNormal.filter((code) => !measures.includes(code));
  if (unknown.length > 0)
    throw badSettings([{ field: 'zeroIsNormal', message: notDelivered(unknown, measures) }]);
  return input as Record<string, unknown>;
}

const notDelivered = (codes: readonly string[], measures: readonly string[]) =>
  text(
    `nguồn không cung cấp ${codes.join(', ')}; chỉ có ${measures.join(', ')}`,
    `the source does not deliver ${codes.join(', ')}; it has ${measures.join(', ')}`,
  );

function badSettings(issues: ReturnType<typeof issuesOf>): HubError {
  const list = (language: Language) =>
    issues.map(({ field, message }) => `${field && `${field}: `}${message[language]}`).join('; ');
  const field = issues[0]?.field;
  return new HubError(
    'config',
    'BAD_SETTINGS',
    text(
      `Thiết lập của nguồn chưa đúng: ${list('vi')}. Hãy sửa các trường này.`,
      `The settings of the source are not right: ${list('en')}. Correct these fields.`,
    ),
    { details: { field: field ? `settings.${field}` : 'settings' } },
  );
}
