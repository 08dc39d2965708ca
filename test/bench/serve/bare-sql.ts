const points = (hundredths: string) => `(${hundredths}) / 100.0::float8`;

const groups = (board: string) => `(
  select json_agg(json_build_object('code', g.code, 'title', g.title,
    'points', ${points('(one.pair ->> 0)::int')}, 'maxApplicable', ${points('(one.pair ->> 1)::int')}) order by g.place)
  from json_array_elements(${board}.groups) with ordinality as one(pair, place)
  join bare_group g on g.index_set = a.index_set and g.place = one.place)`;

const trendGroups = `(
  select json_agg(json_build_object('code', g.code, 'points', ${points('(one.pair ->> 0)::int')}) order by g.place)
  from json_array_elements(b.groups) with ordinality as one(pair, place)
  join bare_group g on g.index_set = a.index_set and g.place = one.place)`;

/** $1 code of the unit as of today, $2 index set. */
export const TREND = `
select json_build_object('data', json_build_object('unit', json_build_object('name', u.name, 'trend', coalesce((
  select json_agg(json_build_object('year', a.year, 'points', ${points('b.points')},
    'maxApplicable', ${points('b.max_applicable')}, 'percent', ${points('b.percent')}, 'rank', b.rank,
    'groups', ${trendGroups}) order by a.year)
  from scoreboard b join assessment a on a.id = b.assessment_id
  where b.unit_id = u.id and b.known_to is null and a.index_set = $2), '[]'::json))))::text as answer
from bare_unit u where u.code = $1 and u.valid_to is null`;

const cursor = (position: string) => `bare_id('["ranking ' || a.id || '",' || ${position} || ']')`;

/** $1 index set, $2 year, $3 level, $4 how many. */
export const RANKING = `
with a as (select * from assessment where index_set = $1 and year = $2 and level = $3
), total as (select count(*)::int as n from scoreboard b join a on a.id = b.assessment_id where b.known_to is null
), page as (
  select b.* from scoreboard b join a on a.id = b.assessment_id where b.known_to is null order by b.position limit $4)
select json_build_object('data', json_build_object('assessment', json_build_object(
  'id', bare_id('Assessment:' || a.id),
  'state', case when current_date <= a.window_to then 'COLLECTING' when current_date < a.entry_deadline then 'ENTRY' else 'APPROVAL' end,
  'dataWindow', json_build_object('from', a.window_from, 'to', a.window_to),
  'entryDeadline', a.entry_deadline,
  'maxPoints', l.max_points,
  'declaredMaxPoints', l.declared_max_points,
  'indexSet', l.set,
  'ranking', json_build_object(
    'totalCount', total.n,
    'pageInfo', json_build_object(
      'hasNextPage', total.n > $4,
      'hasPreviousPage', false,
      'startCursor', ${cursor('1')},
      'endCursor', ${cursor('least(total.n, $4)')}),
    'edges', (
      select json_agg(json_build_object(
        'cursor', ${cursor('b.position')},
        'node', json_build_object(
          'id', bare_id('RankingEntry:[' || a.id || ',"' || u.key || '",null,null]'),
          'rank', b.rank,
          'unit', json_build_object('id', u.global_id, 'code', u.code, 'name', u.name, 'level', u.level),
          'points', ${points('b.points')},
          'maxApplicable', ${points('b.max_applicable')},
          'percent', ${points('b.percent')},
          'groups', ${groups('b')})) order by b.position)
      from page b join bare_unit u on u.id = b.unit_id)))))::text as answer
from a join bare_level l on l.index_set = a.index_set and l.year = a.year and l.level = a.level cross join total`;

/** $1 index set, $2 year, $3 code of the unit. */
export const SCOREBOARD = `
with a as (
  select a.*, u.id as unit_id, json_build_object('id', u.global_id, 'code', u.code, 'name', u.name, 'level', u.level) as unit
  from assessment a join bare_unit u on u.code = $3 and u.level = a.level
    and (u.valid_from is null or u.valid_from <= a.window_to) and (u.valid_to is null or u.valid_to >= a.window_to)
  where a.index_set = $1 and a.year = $2
), delivered as (
  select source_id, date_trunc('milliseconds', max(finished_at)) as at from pull_run
  where state = 'OK' and extract(year from window_from) = $2 group by source_id
), line as (
  select one.place, one.score, d.at, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment,
    i.indicator, case when s.id is not null then json_build_object('id', s.global_id, 'name', s.name) end as source, a.window_to
  from a join scoreboard b on b.assessment_id = a.id and b.unit_id = a.unit_id and b.known_to is null
  cross join json_array_elements(b.scores) with ordinality as one(score, place)
  join bare_indicator i on i.index_set = a.index_set and i.year = a.year and i.level = a.level and i.place = one.place
  left join bare_source s on s.id = (one.score ->> 2)::int
  left join delivered d on d.source_id = s.id
)
select json_build_object('data', json_build_object('scoreboard', json_build_object(
  'id', bare_id('Scoreboard:[' || a.id || ',"' || b.unit_key || '",null]'),
  'unit', a.unit::jsonb || jsonb_build_object('parent', (select json_build_object('code', p.code, 'name', p.name) from bare_unit p where p.key = b.parent_key)),
  'rank', b.rank,
  'rankedUnits', (select count(*)::int from scoreboard c where c.assessment_id = a.id and c.known_to is null),
  'points', ${points('b.points')},
  'maxApplicable', ${points('b.max_applicable')},
  'percent', ${points('b.percent')},
  'groups', ${groups('b')},
  'indicators', (
    select json_agg(json_build_object(
      'indicator', indicator,
      'state', score -> 0,
      'points', ${points('(score ->> 1)::int')},
      'automatic', json_build_object('points', ${points('(score ->> 1)::int')}, 'state', score -> 0, 'asOf', moment),
      'selfAssessed', json_build_object('points', null),
      'verified', json_build_object('points', null),
      'final', json_build_object('points', null),
      'freshness', json_build_object(
        'state', case when at is null then 'NEVER'
          when at >= (window_to + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' or at > now() - interval '36 hours' then 'FRESH' else 'STALE' end,
        'asOf', moment,
        'source', source)) order by place)
    from line))))::text as answer
from a join scoreboard b on b.assessment_id = a.id and b.unit_id = a.unit_id and b.known_to is null`;
