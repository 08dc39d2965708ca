import { points, toNumber } from '../core/points.ts';
import { formatNumber, type Text, text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import { type Check, pathIn } from './finding.ts';
import type { IndicatorEntry, LevelEntry } from './index-set-file.ts';

type Figure = LevelEntry['declared'][number]['what'];

const figures: Record<Figure, { title: Text; of(rows: readonly IndicatorEntry[]): number }> = {
  indicatorCount: {
    title: text('chỉ số thành phần', 'indicators'),
    of: (rows) => rows.length,
  },
  maxPoints: {
    title: text('điểm tối đa', 'maximum points'),
    of: (rows) => toNumber(rows.reduce((sum, row) => sum + points(row.points), 0)),
  },
  groupCount: {
    title: text('chỉ số chính', 'groups'),
    of: (rows) => new Set(rows.map(({ group }) => group)).size,
  },
};

const levelNames: Record<UnitLevel, Text> = {
  PROVINCE: text('Cấp tỉnh', 'Province'),
  DISTRICT: text('Cấp huyện', 'District'),
  COMMUNE: text('Cấp xã', 'Commune'),
  DEPARTMENT: text('Cấp sở, ban, ngành', 'Department'),
};

/** Where the document's own figures and its rows disagree: shown to everyone, corrected by no one. */
export const checkDeclaredFigures: Check = ({ fileName, content }) =>
  content.levels.flatMap(({ level, declared }, i) => {
    const rows = content.indicators.filter(({ levels }) => levels.includes(level));
    return declared.flatMap(({ what, value, places }, j) => {
      const computed = figures[what].of(rows);
      if (computed === value) return [];
      const sentence = text(
        `${levelNames[level].vi}: văn bản ghi ${formatNumber(value, 'vi')} ${figures[what].title.vi} (${places.join('; ')}) nhưng các hàng được đánh dấu cho ${formatNumber(computed, 'vi')}. Giữ cả hai, không bỏ hàng nào.`,
        `${levelNames[level].en}: the document states ${formatNumber(value, 'en')} ${figures[what].title.en} (${places.join('; ')}) but its ticked rows give ${formatNumber(computed, 'en')}. Both are kept, no row is dropped.`,
      );
      return {
        kind: 'DECLARED_DIFFERS_FROM_ROWS',
        severity: 'WARNING' as const,
        message: sentence,
        path: pathIn(fileName, content, ['levels', i, 'declared', j]),
        declared: String(value),
        computed: String(computed),
      };
    });
  });
