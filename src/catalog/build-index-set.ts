import { createHash } from 'node:crypto';
import { points } from '../core/points.ts';
import { buildIndicator } from './build-indicator.ts';
import { buildOfficialResult } from './build-official-result.ts';
import { figureOfLevel } from './declared-figures.ts';
import { maxOfGroup, maxOfRow } from './group-tree.ts';
import type { AssessmentTeam, Finding, Group, IndexSet, Indicator, LevelOfSet } from './index-set.ts';
import type { GroupEntry, IndexSetFile, LevelEntry } from './index-set-file.ts';

/** `content` must have passed the checks: its tree has no cycle, its rules exist, its results are points. */
export function buildIndexSet(
  code: string,
  source: string,
  content: IndexSetFile,
  findings: readonly Finding[],
): IndexSet {
  const indicators = content.indicators.map((entry) => buildIndicator(entry, maxOfRow(content, entry)));
  return {
    ...content,
    code,
    series: content.series ?? code,
    team: teamOf(content),
    officialResults: content.officialResults.map(buildOfficialResult),
    levels: content.levels.map((level) => levelOf(level, content, indicators)),
    groups: content.groups.map((group) => groupOf(group, content, indicators)),
    indicators,
    findings,
    digest: createHash('sha256').update(source).digest('hex'),
  };
}

function levelOf(
  { level, window, entryDeadline, owner, declared }: LevelEntry,
  content: IndexSetFile,
  indicators: readonly Indicator[],
): LevelOfSet {
  const stated = (figure: LevelEntry['declared'][number]['what']) =>
    declared.find(({ what }) => what === figure)?.value ?? null;
  const statedPoints = stated('maxPoints');
  return {
    level,
    window,
    entryDeadline,
    owner,
    declaredIndicatorCount: stated('indicatorCount'),
    declaredMaxPoints: statedPoints === null ? null : points(statedPoints),
    indicatorCount: indicators.filter(({ levels }) => levels.includes(level)).length,
    maxPoints: points(figureOfLevel(content, level, 'maxPoints') ?? 0),
  };
}

function groupOf(group: GroupEntry, content: IndexSetFile, indicators: readonly Indicator[]): Group {
  const { code, title, titleNote, parent } = group;
  return {
    code,
    title,
    titleNote,
    parentCode: parent,
    maxPoints: maxOfGroup(content, group),
    indicators: indicators.filter(({ groupCode }) => groupCode === code),
  };
}

/** What a member sees to is what the document assigns to the member's unit. */
function teamOf({ team, indicators }: IndexSetFile): AssessmentTeam | null {
  if (team === null) return null;
  const scopeOf = (unit: string) =>
    indicators
      .filter(({ assignment }) => assignment.support.includes(unit))
      .map(({ code }) => code)
      .join(', ');
  return {
    founded: team.founded,
    members: team.members.map(({ post, role, unit }) => ({ post, role, scope: unit && scopeOf(unit) })),
  };
}
