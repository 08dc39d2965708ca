import type { Day } from '../../core/clock.ts';
import { HubError } from '../../core/errors.ts';
import { formatMoment } from '../../core/format-moment.ts';
import { formatDay, type Text, text } from '../../core/text.ts';
import type { PublishedMoment } from '../../store/publications.ts';

/** Why results are not published. */
const refused = (code: string, message: Text) =>
  new HubError('config', code, message, { details: { field: 'assessment' } });

export const windowNotOver = (lastDay: Day) =>
  refused(
    'DATA_WINDOW_NOT_OVER',
    text(
      `Kỳ lấy số liệu chưa kết thúc: ngày cuối là ${formatDay(lastDay)}. Hãy công bố sau ngày đó, khi đã chấm lần cuối.`,
      `The data window is not over: its last day is ${formatDay(lastDay)}. Publish after it, once all is scored.`,
    ),
  );

export const nothingScored = () =>
  refused(
    'NOTHING_SCORED',
    text(
      'Kỳ đánh giá chưa có điểm nào để công bố. Hãy lấy số liệu, chấm điểm (hub score), rồi công bố.',
      'The assessment has no points to publish yet. Pull data, score (hub score), then publish.',
    ),
  );

export function practiceData(sources: readonly string[]): HubError {
  const names = sources.map((name) => `"${name}"`).join(', ');
  return refused(
    'PRACTICE_DATA',
    text(
      `Kết quả có số liệu thực hành nên không được công bố${names && `; nguồn thực hành: ${names}`}. Hãy thay mỗi nguồn đó bằng nguồn thật, hoặc dùng cơ sở dữ liệu không có nguồn thực hành; chấm lại, rồi công bố.`,
      `The results hold practice data and cannot be published${names && `; practice sources: ${names}`}. Replace each by a real source, or use a database without practice sources; score again, then publish.`,
    ),
  );
}

export const nothingChanged = ({ number, at }: PublishedMoment) =>
  refused(
    'NOTHING_CHANGED',
    text(
      `Kết quả không khác lần công bố số ${number} (${formatMoment(at)}) nên không công bố lại. Hãy chấm lại sau khi sửa số liệu.`,
      `The results are those of publication ${number} (${formatMoment(at)}), so they are not published again. Correct the data and score first.`,
    ),
  );

export const unknownPublication = () =>
  new HubError(
    'config',
    'UNKNOWN_PUBLICATION',
    text(
      'Không có lần công bố này. Hãy lấy mã từ danh sách lần công bố của kỳ đánh giá.',
      'There is no such publication. Take an id from the publications of the assessment.',
    ),
    { details: { field: 'id' } },
  );
