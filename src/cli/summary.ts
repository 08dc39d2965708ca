import { assessmentViews } from '../app/assessments.ts';
import type { HubDeps } from '../app/deps.ts';
import { newestRuns, pulledAssessments } from '../app/pull/due.ts';
import { rankingView } from '../app/ranking.ts';
import type { AssessmentView } from '../app/views/assessment.ts';
import { formatDay, formatNumber } from '../core/text.ts';
import { allSources } from '../store/sources.ts';
import { factsBySource, missingScores, scoresBySource } from '../store/statistics.ts';
import { lateWords } from './pulled.ts';
import { print, table } from './terminal.ts';
import { decimal, titleOf } from './words.ts';

/** What a newcomer wants to see: rankings, where the numbers come from, what is missing and why. */
export async function printSummary(deps: HubDeps): Promise<void> {
  const all = await assessmentViews(deps);
  const pulled = new Set((await pulledAssessments(deps)).map(({ id }) => id));
  const assessments = all.filter(({ id }) => pulled.has(id));
  for (const assessment of assessments) await printTopTen(deps, assessment);
  printOthers(all.filter(({ id }) => !pulled.has(id)));
  await printSources(deps);
  await printMissing(deps, assessments);
  await printObjections(deps);
}

/** Sets of other provinces: people fill them, no source of this hub does. */
function printOthers(assessments: readonly AssessmentView[]): void {
  if (assessments.length === 0) return;
  print();
  print('Các kỳ đánh giá do người nhập (hub ranking --set …):');
  for (const set of new Set(assessments.map(({ indexSet }) => indexSet.code))) {
    const years = assessments.filter(({ indexSet }) => indexSet.code === set).map(({ year }) => year);
    print(`  ${set}: ${years.join(', ')}`);
  }
}

async function printTopTen(deps: HubDeps, assessment: AssessmentView): Promise<void> {
  const page = await rankingView(deps, assessment, { first: 10, after: null }, null);
  const { from, to } = assessment.dataWindow;
  print();
  print(
    `${titleOf(assessment, 'vi')}: ${page.totalCount} đơn vị, số liệu ${formatDay(from)} - ${formatDay(to)}`,
  );
  const rows = page.items.map(({ node }) => [
    node.rank ?? '–',
    node.unit.name,
    decimal(node.points, 'vi'),
    decimal(node.maxApplicable, 'vi'),
    decimal(node.percent, 'vi'),
  ]);
  for (const line of table(['Hạng', 'Đơn vị', 'Điểm', 'Tối đa', '%'], rows)) print(`  ${line}`);
}

async function printSources(deps: HubDeps): Promise<void> {
  const [sources, facts, scores] = await Promise.all([
    allSources(deps.database),
    factsBySource(deps.database),
    scoresBySource(deps.database),
  ]);
  const rows = sources.map((source) => {
    const own = facts.find((one) => one.sourceId === source.id);
    const scored = scores.find((one) => one.sourceId === source.id)?.scores ?? 0;
    return [
      source.name,
      ...[own?.records ?? 0, own?.facts ?? 0, scored].map((value) => formatNumber(value, 'vi')),
    ];
  });
  print();
  print('Số liệu và điểm theo nguồn');
  for (const line of table(['Nguồn', 'Bản ghi', 'Số liệu', 'Điểm'], rows)) print(`  ${line}`);
}

async function printMissing(deps: HubDeps, assessments: readonly AssessmentView[]): Promise<void> {
  const missing = await missingScores(deps.database);
  print();
  print('Chưa có điểm, và vì sao');
  for (const assessment of assessments) {
    const own = missing.filter((one) => one.assessmentId === assessment.id);
    for (const [why, codes] of groupByReason(assessment, own)) {
      print(`  ${titleOf(assessment, 'vi')}: ${why}: ${codes.join(', ')}`);
    }
  }
}

const WHY = {
  AUTOMATIC: 'nguồn chưa có số liệu của một số đơn vị',
  AGENCY_FIGURE: 'số liệu do cơ quan khác cung cấp, chưa nhập',
  SIGNED_FILE: 'cần văn bản ký số, chưa thẩm định',
  NONE: 'quyết định không nêu tài liệu kiểm chứng',
} as const;

function groupByReason(
  assessment: AssessmentView,
  missing: readonly { indicator: string; state: string; units: number }[],
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { indicator, state, units } of missing) {
    const filling = assessment.indexSet.indicators.find((one) => one.code === indicator)?.filling ?? 'NONE';
    const why =
      state === 'NOT_APPLICABLE'
        ? 'không áp dụng (không phát sinh)'
        : state === 'NO_DATA'
          ? WHY[filling]
          : state;
    groups.set(why, [...(groups.get(why) ?? []), `${indicator} (${units})`]);
  }
  return groups;
}

/** Pulls that failed or wait for a person. */
async function printObjections(deps: HubDeps): Promise<void> {
  const sources = await allSources(deps.database);
  const runs = (await newestRuns(deps)).runs.filter((run) => run.state !== 'OK');
  for (const run of runs) {
    const name = sources.find((source) => source.id === run.sourceId)?.name;
    print(`  ! ${name} ${run.window.from.slice(0, 4)}${lateWords(run, 'vi')}: ${run.message.vi}`);
  }
}
