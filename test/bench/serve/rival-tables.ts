import postgres from 'postgres';
import { INDEX_SET, LEVEL, YEAR } from './operations.ts';

/**
 * The same results as ordinary tables with keys and indexes, every text and state written out: what a server that
 * makes its API of tables is given, so that it need compute nothing. Stands on the bare tables.
 */
export async function addRivalTables(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    create schema rival;
    create table rival.unit as
      select u.id, u.global_id, u.code, u.name, u.level, p.code as parent_code, p.name as parent_name, u.valid_to is null as present
      from bare_unit u left join lateral (
        select b.parent_key from scoreboard b where b.unit_id = u.id and b.known_to is null limit 1) b on true
      left join bare_unit p on p.key = b.parent_key;
    alter table rival.unit add primary key (id);
    create index on rival.unit (code);
    create table rival.assessment as
      select a.id, a.index_set, a.year::int, a.level, a.window_from, a.window_to, a.entry_deadline,
        l.max_points, l.declared_max_points, l.set
      from assessment a left join bare_level l on l.index_set = a.index_set and l.year = a.year and l.level = a.level;
    alter table rival.assessment add primary key (id), add unique (index_set, year, level);
    create table rival.board as
      select b.id, b.assessment_id, b.unit_id, b.position, b.rank, b.points / 100.0::float8 as points,
        b.max_applicable / 100.0::float8 as max_applicable, b.percent / 100.0::float8 as percent, (
          select json_agg(json_build_object('code', g.code, 'title', g.title, 'points', (one.pair ->> 0)::int / 100.0::float8,
            'maxApplicable', (one.pair ->> 1)::int / 100.0::float8) order by g.place)
          from json_array_elements(b.groups) with ordinality as one(pair, place)
          join bare_group g on g.index_set = a.index_set and g.place = one.place) as groups
      from scoreboard b join rival.assessment a on a.id = b.assessment_id where b.known_to is null;
    alter table rival.board add primary key (id), add unique (assessment_id, unit_id),
      add foreign key (assessment_id) references rival.assessment, add foreign key (unit_id) references rival.unit;
    create index on rival.board (assessment_id, position);
    create index on rival.board (unit_id);
    create table rival.indicator as
      select place, indicator ->> 'id' as global_id, indicator ->> 'code' as code, indicator ->> 'title' as title,
        (indicator ->> 'maxPoints')::float8 as max_points, indicator -> 'evidence' as evidence,
        indicator -> 'filling' as filling, indicator ->> 'ruleSentence' as rule_sentence
      from bare_indicator where index_set = '${INDEX_SET}' and year = ${YEAR} and level = '${LEVEL}';
    alter table rival.indicator add primary key (place);
    create table rival.score as
      select row_number() over ()::int as id, b.id as board_id, one.place::int as place, one.score ->> 0 as state,
        (one.score ->> 1)::int / 100.0::float8 as points, s.global_id as source_id, s.name as source_name,
        now() as as_of, 'FRESH'::text as freshness
      from scoreboard b join rival.assessment a on a.id = b.assessment_id
        and a.index_set = '${INDEX_SET}' and a.year = ${YEAR} and a.level = '${LEVEL}'
      cross join json_array_elements(b.scores) with ordinality as one(score, place)
      left join bare_source s on s.id = (one.score ->> 2)::int where b.known_to is null;
    alter table rival.score add primary key (id),
      add foreign key (board_id) references rival.board, add foreign key (place) references rival.indicator;
    create index on rival.score (board_id, place);
    create index on rival.score (place);
    analyze;`);
  await sql.end();
}
