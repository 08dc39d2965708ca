import { readFileSync } from 'node:fs';
import { Kind, parse, print } from 'graphql';

export interface Operation {
  readonly name: string;
  /** The request as it is sent to either server. */
  readonly body: string;
}

export const INDEX_SET = 'hue-dti-2024';
export const YEAR = 2024;
export const LEVEL = 'COMMUNE';
const PLACE = { indexSet: INDEX_SET, year: YEAR };
/** Phường Vỹ Dạ. */
export const UNIT = '19804';

/** Of the file the one operation that is sent, as the compilers of clients do it. */
function textOf(file: string, operationName: string): string {
  const text = readFileSync(new URL(`../../operations/${file}.graphql`, import.meta.url), 'utf8');
  const named = parse(text).definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === operationName,
  );
  if (!named) throw new Error(`${file}.graphql has no ${operationName}`);
  return print(named);
}

function operation(name: string, file: string, operationName: string, variables: object): Operation {
  return { name, body: JSON.stringify({ operationName, query: textOf(file, operationName), variables }) };
}

const ranking = (first: number): Operation =>
  operation(`Ranking, first ${first}`, 'ranking', 'Ranking', { ...PLACE, level: LEVEL, first });

export const SCOREBOARD = operation('Scoreboard', 'scoreboard', 'Scoreboard', { ...PLACE, unit: UNIT });
export const TREND = operation('Trend', 'units', 'Trend', { indexSet: INDEX_SET, unit: UNIT });
export const OPERATIONS: readonly Operation[] = [ranking(20), ranking(100), SCOREBOARD, TREND];

/** The data of an answer without errors. */
export async function ask(url: string, operation: Operation): Promise<unknown> {
  return (JSON.parse(await answerTo(url, operation)) as { data: unknown }).data;
}

/** The bytes of an answer without errors. */
export async function answerTo(url: string, { name, body }: Operation): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const text = await answer.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (!answer.ok || errors || !data) throw new Error(`${name}: ${answer.status} ${JSON.stringify(errors)}`);
  return text;
}
