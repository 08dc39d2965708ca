import { readFileSync } from 'node:fs';

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
const UNIT = '19804';

const textOf = (file: string): string =>
  readFileSync(new URL(`../../operations/${file}.graphql`, import.meta.url), 'utf8');

function operation(name: string, file: string, operationName: string, variables: object): Operation {
  return { name, body: JSON.stringify({ operationName, query: textOf(file), variables }) };
}

const ranking = (first: number): Operation =>
  operation(`Ranking, first ${first}`, 'ranking', 'Ranking', { ...PLACE, level: LEVEL, first });

export const SCOREBOARD = operation('Scoreboard', 'scoreboard', 'Scoreboard', { ...PLACE, unit: UNIT });
export const OPERATIONS: readonly Operation[] = [ranking(20), ranking(100), SCOREBOARD];

/** The data of an answer without errors. */
export async function ask(url: string, { name, body }: Operation): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const { data, errors } = (await answer.json()) as { data?: unknown; errors?: unknown };
  if (!answer.ok || errors || !data) throw new Error(`${name}: ${answer.status} ${JSON.stringify(errors)}`);
  return data;
}
