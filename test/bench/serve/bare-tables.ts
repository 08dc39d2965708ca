import postgres from 'postgres';
import { ask, INDEX_SET, LEVEL, OPERATIONS, SCOREBOARD, YEAR } from './operations.ts';

interface RankingAnswer {
  readonly assessment: {
    readonly maxPoints: number;
    readonly declaredMaxPoints: number | null;
    readonly indexSet: object;
  };
}

interface ScoreboardAnswer {
  readonly scoreboard: {
    readonly groups: readonly { readonly code: string; readonly title: string }[];
    readonly indicators: readonly { readonly indicator: object }[];
  };
}

/**
 * What the hub keeps in memory and a bare handler would keep in tables: the catalogue's texts and global ids.
 * The texts are taken from the hub's own answers.
 */
export async function addBareTables(databaseUrl: string, hubUrl: string): Promise<void> {
  const { assessment } = (await ask(hubUrl, OPERATIONS[0]!)) as RankingAnswer;
  const { scoreboard } = (await ask(hubUrl, SCOREBOARD)) as ScoreboardAnswer;
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    create function bare_id(plain text) returns text language sql immutable
      return rtrim(translate(encode(convert_to(plain, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=');
    create table bare_level (index_set text, year int, level text, max_points float8, declared_max_points float8, set json);
    create table bare_group (index_set text, place int, code text, title text);
    create table bare_indicator (index_set text, year int, level text, place int, indicator json);
    create table bare_unit as select id, key, code, name, level, valid_from, valid_to, bare_id('Unit:' || key) as global_id from unit;
    create table bare_source as select id, name, bare_id('Source:' || id) as global_id from source;
    create unique index on bare_unit (id); create index on bare_unit (code); create index on bare_unit (key);
    create index on bare_group (index_set); create index on bare_indicator (index_set, year, level);`);
  const { maxPoints, declaredMaxPoints, indexSet } = assessment;
  await sql`insert into bare_level values
    (${INDEX_SET}, ${YEAR}, ${LEVEL}, ${maxPoints}, ${declaredMaxPoints}, ${JSON.stringify(indexSet)}::text::json)`;
  for (const [place, { code, title }] of scoreboard.groups.entries()) {
    await sql`insert into bare_group values (${INDEX_SET}, ${place + 1}, ${code}, ${title})`;
  }
  for (const [place, { indicator }] of scoreboard.indicators.entries()) {
    await sql`insert into bare_indicator values
      (${INDEX_SET}, ${YEAR}, ${LEVEL}, ${place + 1}, ${JSON.stringify(indicator)}::text::json)`;
  }
  await sql`analyze`;
  await sql.end();
}
