import type { Database } from '../../src/store/database.ts';

/** Each query answers the rows that break the rule it is named for. */
const BROKEN: readonly (readonly [rule: string, statement: string])[] = [
  [
    'R1 a fact without its source, its run, when it was fetched or the hash of what was read',
    `select f.id from fact f left join pull_run r on r.id = f.run_id left join source s on s.id = f.source_id
     where s.id is null or r.started_at is null or r.payload_hash is null or r.source_id <> f.source_id`,
  ],
  [
    'R2 a fact of a run that was not published',
    `select f.id, r.state from fact f join pull_run r on r.id = f.run_id
     where r.state <> 'OK' and r.decision is distinct from 'ACCEPTED'`,
  ],
  [
    'R2 a visible slice of a run that was not published',
    `select s.id, r.state from slice s join pull_run r on r.id = s.run_id
     where s.published_at is not null and r.state <> 'OK' and r.decision is distinct from 'ACCEPTED'`,
  ],
  [
    'R4 facts changed by a run that was not published',
    `select id, state from pull_run where facts_changed > 0 and state <> 'OK' and decision is distinct from 'ACCEPTED'`,
  ],
  [
    'R5 an ended run without its end',
    `select id from pull_run where state <> 'RUNNING' and finished_at is null`,
  ],
  ['R5 an end before its beginning', 'select id from pull_run where finished_at < started_at'],
  [
    'R5 a run whose heart has stopped',
    `select id from pull_run where state = 'RUNNING'
       and heartbeat_at < clock_timestamp() - interval '2 minutes'`,
  ],
  [
    'R6 two living runs of one source',
    `select source_id from pull_run where state = 'RUNNING' group by 1 having count(*) > 1`,
  ],
  [
    'R7 a due pull that was published twice',
    `select source_id, due_at from pull_run where state = 'OK' and due_at is not null and only_units is null
     group by source_id, window_from, window_to, due_at having count(*) > 1`,
  ],
  [
    'R9 versions of a fact that overlap or end before they begin',
    `select id from (
       select id, known_from, known_to, lead(known_from) over (
         partition by unit_id, measure_id, day, source_id order by known_from, id) as next
       from fact) as versions
     where known_to <= known_from or next is not null and (known_to is null or known_to > next)`,
  ],
  [
    'R11 a run that tells a person too little: what happened and what comes next',
    `select id, message_vi from pull_run where state in ('FAILED', 'PARTIAL', 'NEEDS_REVIEW')
       and (length(message_vi) < 40 or message_vi !~* '(hãy|cần|sẽ tự|lần sau)')`,
  ],
  [
    'R12 a record on another day than in Viet Nam',
    `select key from record where day <> (at at time zone 'Asia/Ho_Chi_Minh')::date`,
  ],
];

/** The rules that do not hold, each with what breaks it: for programs that are no tests, too. */
export async function brokenRules(database: Database): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, statement] of BROKEN) {
    const rows = await database.rows(statement);
    if (rows.length > 0) broken.push(`${rule}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return broken;
}

/** R10: the tables that hold a secret. */
export async function tablesWith(database: Database, secret: string): Promise<string[]> {
  const tables = await database.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.rows(
      `select 1 as found from ${name} t where strpos(t::text, $1) > 0 limit 1`,
      [secret],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}
