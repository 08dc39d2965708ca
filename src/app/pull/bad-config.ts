import type { FieldIssue } from '../../connector-kit/config-issues.ts';
import type { Connector } from '../../connector-kit/connector.ts';
import { HubError } from '../../core/errors.ts';
import { type Language, text } from '../../core/text.ts';

export const NO_SUCH_FIELD = text('không có trường này', 'no such field');

/** All issues in one sentence; where a field does not exist, the sentence after it lists those that do. */
export function badConfig(
  { title }: Connector,
  issues: readonly FieldIssue[],
  known: readonly string[],
): HubError {
  const list = (language: Language) =>
    issues.map(({ field, message }) => `${field && `${field}: `}${message[language]}`).join('; ');
  const names = issues.some(({ message }) => message === NO_SUCH_FIELD) ? known.join(', ') : '';
  return new HubError(
    'config',
    'BAD_CONFIG',
    text(
      `Cấu hình của "${title.vi}" chưa đúng: ${list('vi')}. Hãy sửa các trường này.${names && ` Các trường có thể khai báo: ${names}.`}`,
      `The configuration of "${title.en}" is not right: ${list('en')}. Correct these fields.${names && ` Known fields: ${names}.`}`,
    ),
    { details: { field: `config.${issues[0]?.field ?? ''}` } },
  );
}
