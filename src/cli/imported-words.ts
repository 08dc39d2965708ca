import type { ImportedCriteria } from '../app/import-criteria.ts';
import { formatDay, type Language, type Text, text } from '../core/text.ts';
import type { Assessment } from '../store/assessments.ts';

/** What an import did, for machines. */
export const importedDocument = (done: ImportedCriteria, language: Language): object => ({
  set: done.indexSet.code,
  version: done.indexSet.version,
  holdsFrom: done.indexSet.holdsFrom,
  digest: done.indexSet.digest,
  isNew: done.isNew,
  criteria: done.indexSet.indicators.length,
  findings: done.findings.map(({ message, ...finding }) => ({ ...finding, message: message[language] })),
  ignoredColumns: done.ignoredColumns,
  moving: done.moving.map(identity),
  keeping: done.keeping.map(identity),
});

/** The same for people. */
export const importedLines = (done: ImportedCriteria, language: Language): string[] => [
  headline(done)[language],
  ...done.findings.flatMap(({ path, message }) => [` ! ${path}`, `   ${message[language]}`]),
  ...(done.ignoredColumns.length === 0 ? [] : [ignored(done.ignoredColumns)[language]]),
  ...(done.keeping.length === 0 ? [] : [keeping(done.keeping)[language]]),
  moving(done.moving)[language],
];

const identity = ({ year, level }: Assessment) => ({ year, level });

const listed = (assessments: readonly Assessment[]): string =>
  assessments.map(({ year, level }) => `${year} ${level}`).join(', ');

function headline({ indexSet: { code, version, holdsFrom, indicators }, isNew }: ImportedCriteria): Text {
  const day = formatDay(holdsFrom);
  return isNew
    ? text(
        `Đã nhập ${indicators.length} tiêu chí: phiên bản ${version} của "${code}", có hiệu lực từ ${day}.`,
        `${indicators.length} criteria imported: version ${version} of "${code}", holding from ${day}.`,
      )
    : text(
        `Các tiêu chí này đã được nhập trước đó: phiên bản ${version} của "${code}", có hiệu lực từ ${day}. Không lưu gì thêm.`,
        `These criteria were imported before: version ${version} of "${code}", holding from ${day}. Nothing was stored.`,
      );
}

const ignored = (columns: readonly string[]): Text =>
  text(`Các cột không dùng: ${columns.join(', ')}.`, `Columns that were not used: ${columns.join(', ')}.`);

const keeping = (assessments: readonly Assessment[]): Text =>
  text(
    `Giữ phiên bản cũ vì đã có giá trị hoặc điểm: ${listed(assessments)}.`,
    `Keeping their version, because they have values or points: ${listed(assessments)}.`,
  );

const moving = (assessments: readonly Assessment[]): Text =>
  assessments.length === 0
    ? text(
        'Không kỳ đánh giá nào chuyển sang phiên bản này. Muốn dùng cho các năm trước, hãy nhập lại với --holds-from.',
        'No assessment takes up this version. For earlier years import it again with --holds-from.',
      )
    : text(
        `Chuyển sang phiên bản này khi DTI Hub khởi động lại: ${listed(assessments)}.`,
        `Taking up this version when the hub starts again: ${listed(assessments)}.`,
      );
