import { text } from '../core/text.ts';
import { type Check, errorFinding, pathIn } from './finding.ts';
import { lineageOf } from './group-tree.ts';

/** Every row and every group hangs on a group of the file, and no group hangs below itself. */
export const checkGroups: Check = (draft) => [
  ...unknownGroups(draft),
  ...unknownParents(draft),
  ...cycles(draft),
];

const unknownGroups: Check = ({ fileName, content }) => {
  const known = new Set(content.groups.map(({ code }) => code));
  return content.indicators.flatMap(({ code, group }, index) =>
    known.has(group)
      ? []
      : errorFinding(
          'UNKNOWN_GROUP',
          pathIn(fileName, content, ['indicators', index, 'group']),
          text(
            `Chỉ số ${code} thuộc nhóm "${group}" không có trong tệp`,
            `Indicator ${code} belongs to group "${group}", which the file does not have`,
          ),
        ),
  );
};

const unknownParents: Check = ({ fileName, content }) => {
  const known = new Set(content.groups.map(({ code }) => code));
  return content.groups.flatMap(({ code, parent }, index) =>
    parent === null || known.has(parent)
      ? []
      : errorFinding(
          'UNKNOWN_PARENT',
          pathIn(fileName, content, ['groups', index, 'parent']),
          text(
            `Nhóm ${code} nằm trong nhóm "${parent}" không có trong tệp`,
            `Group ${code} lies in group "${parent}", which the file does not have`,
          ),
        ),
  );
};

const cycles: Check = ({ fileName, content }) =>
  content.groups.flatMap(({ code, parent }, index) => {
    if (parent === null || !lineageOf(content, parent).includes(code)) return [];
    const round = [code, ...lineageOf(content, parent)].join(' → ');
    return errorFinding(
      'CYCLE',
      pathIn(fileName, content, ['groups', index, 'parent']),
      text(`Nhóm ${code} nằm trong chính nó: ${round}`, `Group ${code} lies in itself: ${round}`),
    );
  });
