import { configError, type HubError } from '../../core/errors.ts';
import { type Language, type Text, text } from '../../core/text.ts';
import { COLUMNS, type Column } from './columns.ts';

/** One thing wrong with a table of criteria. */
export interface Problem {
  /** As the spreadsheet counts; null for what concerns several rows. */
  readonly line: number | null;
  readonly column: Column | null;
  readonly message: Text;
}

export const badCriteria = (place: string, problems: readonly Problem[]): HubError => {
  const lines = (language: Language) =>
    problems.map((one) => `- ${whereOf(one, language)}${one.message[language]}`).join('\n');
  return configError(
    'BAD_CRITERIA',
    text(
      `Tệp ${place} có ${problems.length} lỗi, chưa nhập tiêu chí nào. Hãy sửa rồi nhập lại:\n${lines('vi')}`,
      `The file ${place} has ${problems.length} errors, no criterion was imported. Correct them and import it again:\n${lines('en')}`,
    ),
  );
};

function whereOf({ line, column }: Problem, language: Language): string {
  const words = language === 'vi' ? { line: 'dòng', column: 'cột' } : { line: 'row', column: 'column' };
  const parts = [
    ...(line === null ? [] : [`${words.line} ${line}`]),
    ...(column === null ? [] : [`${words.column} "${COLUMNS[column]}"`]),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}
