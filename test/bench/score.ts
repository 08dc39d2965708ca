import postgres from 'postgres';
import type { HubDeps } from '../../src/app/deps.ts';
import { UnitIds } from '../../src/app/deps.ts';
import { scoreAssessment } from '../../src/app/score-assessment.ts';
import { UnitDirectory } from '../../src/app/units/unit-directory.ts';
import { addDays, startOfDay } from '../../src/core/clock.ts';
import { isValidOn, type Unit, type UnitLevel } from '../../src/core/unit.ts';
import { type Assessment, allAssessments } from '../../src/store/assessments.ts';
import { openDeps } from './kit/bench-deps.ts';
import { startDatabases } from './kit/databases.ts';
import { median, secondsOf } from './kit/numbers.ts';
import type { Report } from './kit/report.ts';

/** All communes of the country before the reform, and some hundred other units in the part of communes. */
const UNITS = 10_600;
const LEVEL: UnitLevel = 'COMMUNE';
const INDEX_SET = 'hue-dti-2024';

interface Round {
  readonly copy: number;
  readonly score: number;
  readonly again: number;
}

export async function scoreBench(rounds: number): Promise<Report> {
  const databases = await startDatabases();
  try {
    const url = await databases.create();
    const deps = await openDeps(url);
    const assessment = await assessmentOf(deps);
    const country = wholeCountry(deps, assessment);
    const facts = await addFacts(country, assessment);
    await scoreAssessment(country, assessment);
    const ready = await readyRows(url);
    const measured: Round[] = [];
    while (measured.length < rounds) measured.push(await round(country, assessment, ready));
    await deps.database.close();
    return report(facts, ready.count, measured);
  } finally {
    await databases.stop();
  }
}

async function assessmentOf({ database }: HubDeps): Promise<Assessment> {
  const found = (await allAssessments(database)).find(
    (one) => one.indexSet === INDEX_SET && one.year === 2024 && one.level === LEVEL,
  );
  if (!found) throw new Error(`The catalogue has no ${INDEX_SET} of 2024 for ${LEVEL}`);
  return found;
}

/** The same hub, in a province that holds every commune and district of the country. */
function wholeCountry(deps: HubDeps, assessment: Assessment): HubDeps {
  const day = assessment.window.to;
  const province = deps.directory.unit(assessment.within, day);
  const units = deps.directory
    .all()
    .filter((unit) => (unit.level === LEVEL || unit.level === 'DISTRICT') && isValidOn(unit, day))
    .slice(0, UNITS)
    .map((unit): Unit => ({ ...unit, level: LEVEL, parentKey: province.key }));
  const ids = new Map([province, ...units].map((unit) => [unit.key, deps.unitIds.of(unit)]));
  return {
    ...deps,
    directory: new UnitDirectory([province, ...units], []),
    unitIds: new UnitIds(ids, [province, ...units]),
  };
}

/** One fact per unit and measure that the level needs: values that make rules answer differently. */
async function addFacts(deps: HubDeps, { window }: Assessment): Promise<number> {
  const set = deps.indexSets.find(({ code }) => code === INDEX_SET);
  const rows = set?.indicators.filter(({ levels }) => levels.includes(LEVEL)) ?? [];
  const measures = [...new Set(rows.flatMap((row) => row.ruleAt(LEVEL)?.needs() ?? []))];
  const units = deps.directory.atLevelOn(LEVEL, window.to, null);
  const knownFrom = startOfDay(window.to).toISOString();
  const [sourceId, runId] = [1, 1];
  for (const [place, measure] of measures.entries()) {
    const lines = units.map((unit, index) => {
      const day = addDays(window.from, (index * 7 + place * 13) % 300);
      const value = (index * 31 + place * 17) % 120;
      return `${deps.unitIds.of(unit)}\t${deps.measures.id(measure)}\t${day}\t${sourceId}\t${value}\t${runId}\t${knownFrom}\n`;
    });
    const columns = ['unit_id', 'measure_id', 'day', 'source_id', 'value', 'run_id', 'known_from'];
    await deps.database.copy('fact', columns, lines.join(''));
  }
  await deps.database.script('analyze fact');
  return measures.length * units.length;
}

interface ReadyRows {
  readonly count: number;
  readonly columns: readonly string[];
  readonly lines: string;
}

/** The score rows as COPY wants them, by the database's own hand. */
async function readyRows(url: string): Promise<ReadyRows> {
  const sql = postgres(url, { max: 1 });
  const columns = ['assessment_id', 'unit_id', 'indicator', 'state', 'points', 'known_from', 'known_to'];
  const stream = await sql.unsafe(`copy score (${columns.join(', ')}) to stdout`).readable();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  await sql.end();
  const lines = Buffer.concat(chunks).toString();
  return { columns, lines, count: lines.split('\n').length - 1 };
}

async function round(deps: HubDeps, assessment: Assessment, ready: ReadyRows): Promise<Round> {
  const { database } = deps;
  await database.script(
    'drop table if exists ready_score; create table ready_score (like score including all)',
  );
  const copy = await secondsOf(() => database.copy('ready_score', ready.columns, ready.lines));
  await database.script('truncate score, scoreboard');
  const score = await secondsOf(() => scoreAssessment(deps, assessment));
  const again = await secondsOf(() => scoreAssessment(deps, assessment));
  return { copy, score, again };
}

function report(facts: number, scores: number, rounds: readonly Round[]): Report {
  const over = (value: (round: Round) => number) => median(rounds.map(value));
  return {
    bench: 'score',
    subject: `${UNITS} units, ${scores} scores from ${facts} facts`,
    figures: [
      { name: 'COPY of the ready rows', value: over(({ copy }) => copy), unit: 's' },
      { name: 'scoreAssessment', value: over(({ score }) => score), unit: 's' },
      {
        name: 'ratio',
        value: over(({ copy, score }) => score / copy),
        unit: 'times',
        aim: { atMost: 5 },
      },
      { name: 'scoreAssessment again, unchanged', value: over(({ again }) => again), unit: 's' },
      {
        name: 'ratio of the unchanged scoring',
        value: over(({ copy, again }) => again / copy),
        unit: 'times',
      },
    ],
  };
}
