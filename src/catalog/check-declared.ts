import { formatNumber, type Text, text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import { figureOfGroup, figureOfLevel, figureTitles } from './declared-figures.ts';
import type { DeclaredFigure } from './file-words.ts';
import { type Check, type Draft, pathIn } from './finding.ts';
import type { Finding } from './index-set.ts';

const levelNames: Record<UnitLevel, Text> = {
  PROVINCE: text('Cấp tỉnh', 'Province'),
  DISTRICT: text('Cấp huyện', 'District'),
  COMMUNE: text('Cấp xã', 'Commune'),
  DEPARTMENT: text('Cấp sở, ban, ngành', 'Department'),
};

/** Where the document's own figures and its parts disagree: shown to everyone, corrected by no one. */
export const checkDeclaredFigures: Check = (draft) => [...figuresOfLevels(draft), ...figuresOfGroups(draft)];

const figuresOfLevels: Check = (draft) =>
  draft.content.levels.flatMap(({ level, declared }, i) =>
    declared.flatMap((figure, j) => {
      const computed = figureOfLevel(draft.content, level, figure.what);
      return compared(draft, figure, computed, ['levels', i, 'declared', j], levelNames[level]);
    }),
  );

const figuresOfGroups: Check = (draft) =>
  draft.content.groups.flatMap((group, i) =>
    group.declared.flatMap((figure, j) => {
      const computed = figureOfGroup(draft.content, group, figure.what);
      const name = text(`${group.code} ${group.title}`, `${group.code} ${group.title}`);
      return compared(draft, figure, computed, ['groups', i, 'declared', j], name);
    }),
  );

function compared(
  { fileName, content }: Draft,
  { what, value, called, places }: DeclaredFigure,
  computed: number | null,
  at: readonly PropertyKey[],
  subject: Text,
): readonly Finding[] {
  if (computed === null || computed === value) return [];
  const title = text(called ?? figureTitles[what].vi, figureTitles[what].en);
  return [
    {
      kind: 'DECLARED_DIFFERS_FROM_ROWS',
      severity: 'WARNING',
      message: text(
        `${subject.vi}: văn bản ghi ${formatNumber(value, 'vi')} ${title.vi} (${places.join('; ')}) nhưng các phần của nó cho ${formatNumber(computed, 'vi')}. Giữ cả hai, không bỏ phần nào.`,
        `${subject.en}: the document states ${formatNumber(value, 'en')} ${title.en} (${places.join('; ')}) but its own parts give ${formatNumber(computed, 'en')}. Both are kept, no part is dropped.`,
      ),
      path: pathIn(fileName, content, at),
      declared: String(value),
      computed: String(computed),
    },
  ];
}
