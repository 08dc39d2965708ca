import { points, toNumber } from '../core/points.ts';
import { formatNumber, text } from '../core/text.ts';
import { type Check, type Draft, errorFinding, pathIn } from './finding.ts';
import { childrenOf, maxOfParts, rootsOf, rowsBelow } from './group-tree.ts';
import type { GroupEntry } from './index-set-file.ts';

export const checkPoints: Check = (draft) => [
  ...pointsOfRows(draft),
  ...pointsOfGroups(draft),
  ...sumsOfGroups(draft),
  ...emptySet(draft),
];

const isAmount = (value: number) => value > 0 && Number.isInteger(Number((value * 100).toFixed(6)));

const pointsOfRows: Check = ({ fileName, content }) =>
  content.indicators.flatMap(({ code, points }, index) => {
    const bad = (vi: string, en: string) =>
      errorFinding(
        'BAD_POINTS',
        pathIn(fileName, content, ['indicators', index, 'points']),
        text(`Chỉ số ${code} ${vi}`, `Indicator ${code} ${en}`),
      );
    if (content.scoringModel === 'TARGETS') {
      return points === undefined
        ? []
        : bad(
            'không được có điểm: mỗi chỉ tiêu đạt là 1 điểm',
            'must have no points: each met target is one point',
          );
    }
    if (points !== undefined && isAmount(points)) return [];
    return bad(
      `có ${points ?? 'không'} điểm; điểm phải lớn hơn 0 và có tối đa hai chữ số thập phân`,
      `has ${points ?? 'no'} points; points must be above 0 with at most two decimals`,
    );
  });

const pointsOfGroups: Check = ({ fileName, content }) => {
  const needed = content.scoringModel === 'POINTS_PER_INDEX' ? rootsOf(content) : [];
  return content.groups.flatMap((group, index) => {
    if (group.points === null ? !needed.includes(group) : isAmount(group.points)) return [];
    return errorFinding(
      'BAD_POINTS',
      pathIn(fileName, content, ['groups', index, 'points']),
      text(
        `Nhóm ${group.code} có ${group.points ?? 'không'} điểm; điểm phải lớn hơn 0 và có tối đa hai chữ số thập phân`,
        `Group ${group.code} has ${group.points ?? 'no'} points; points must be above 0 with at most two decimals`,
      ),
    );
  });
};

/** The points of a group are those of its parts; where only losses are listed its rows may be fewer. */
const sumsOfGroups: Check = (draft) =>
  draft.content.groups.flatMap((group, index) => {
    if (group.points === null || !arePartsKnown(draft, group)) return [];
    const [stated, sum] = [points(group.points), maxOfParts(draft.content, group)];
    if (sum === stated || (draft.content.listsLossesOnly && sum < stated)) return [];
    const [statedText, sumText] = [formatNumber(group.points, 'vi'), formatNumber(toNumber(sum), 'vi')];
    return errorFinding(
      'POINTS_DO_NOT_ADD_UP',
      pathIn(draft.fileName, draft.content, ['groups', index, 'points']),
      text(
        `Nhóm ${group.code} có ${statedText} điểm nhưng các phần của nó cộng lại ${sumText} điểm; nếu văn bản ghi như vậy thì để số của văn bản ở "declared"`,
        `Group ${group.code} has ${statedText} points but its parts add up to ${sumText}; if the document says so, its figure belongs under "declared"`,
      ),
    );
  });

/** Parts whose points stand in an appendix that is not at hand add up to nothing yet. */
function arePartsKnown({ content }: Draft, group: GroupEntry): boolean {
  const children = childrenOf(content, group.code);
  const hasPoints = (child: GroupEntry) => child.points !== null || rowsBelow(content, child.code).length > 0;
  return rowsBelow(content, group.code).length + children.length > 0 && children.every(hasPoints);
}

const emptySet: Check = ({ fileName, content }) =>
  content.indicators.length > 0 || content.scoringModel === 'POINTS_PER_INDEX'
    ? []
    : [
        errorFinding(
          'NO_ROWS',
          pathIn(fileName, content, ['indicators']),
          text(
            'Bộ chỉ số chưa có hàng nào; chỉ bộ có điểm theo nhóm mới được chờ phụ lục',
            'The set has no rows; only a set whose groups have points may wait for its appendix',
          ),
        ),
      ];
