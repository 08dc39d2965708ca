import type { Text } from '../core/text.ts';
import type { AlertKind } from './alerts.ts';
import { instant, type Queries } from './database.ts';

export type AlertChannel = 'WEBHOOK' | 'EMAIL';
export type AlertEvent = 'OPENED' | 'DIGEST' | 'RECOVERED';
export type DeliveryState = 'WAITING' | 'SENT' | 'GIVEN_UP';

export interface Delivery {
  readonly alertId: number;
  readonly channel: AlertChannel;
  readonly event: AlertEvent;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** A message that this process alone may send now, with all that it tells. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly event: AlertEvent;
  readonly attempts: number;
  readonly kind: AlertKind;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly message: Text;
  /** Runs that ended in the alert's way since it was opened; 0 for STALE. */
  readonly runs: number;
}

/** After a failed attempt: 1, 2, 4 … 60 minutes. Longer than any attempt, so a claim is also a lease. */
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3_600;
/** What could not be told for so long is told by the API alone. */
const GIVE_UP_DAYS = 7;

const TODAY = `(clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')`;

export async function queueDeliveries(
  queries: Queries,
  alertIds: readonly number[],
  channels: readonly AlertChannel[],
  event: AlertEvent,
): Promise<void> {
  await queries.rows(
    `insert into alert_delivery (alert_id, channel, event, on_day)
     select a.id::int, c.channel, $3, ${TODAY}::date
     from jsonb_array_elements_text($1::text::jsonb) as a(id)
     cross join jsonb_array_elements_text($2::text::jsonb) as c(channel)
     order by a.id::int on conflict do nothing`,
    [JSON.stringify(alertIds), JSON.stringify(channels), event],
  );
}

/**
 * One line a day, from an hour on in Viet Nam, for each alert that was open the day before; however often and by
 * whomever this is called.
 */
export async function queueDigest(
  queries: Queries,
  channels: readonly AlertChannel[],
  fromHour: number,
): Promise<void> {
  await queries.rows(
    `insert into alert_delivery (alert_id, channel, event, on_day)
     select a.id, c.channel, 'DIGEST', ${TODAY}::date
     from alert a cross join jsonb_array_elements_text($1::text::jsonb) as c(channel)
     where a.closed_at is null and extract(hour from ${TODAY}) >= $2
       and (a.opened_at at time zone 'Asia/Ho_Chi_Minh')::date < ${TODAY}::date
       and not exists (select 1 from alert_delivery d where d.alert_id = a.id and d.channel = c.channel
         and d.event = 'DIGEST' and (d.on_day = ${TODAY}::date or d.state = 'WAITING'))
     on conflict do nothing`,
    [JSON.stringify(channels), fromHour],
  );
}

/**
 * The next message of a channel, or all digest lines at once, oldest first. Several hubs may ask at the same
 * time: each row goes to one. Should that one be killed, the row is due again after its wait. What was said
 * earlier about an alert goes out earlier.
 */
export async function claimDeliveries(
  queries: Queries,
  channel: AlertChannel,
  what: 'ONE' | 'DIGEST',
): Promise<ClaimedDelivery[]> {
  const rows = await queries.rows<ClaimedRow>(
    `with claimed as (
       update alert_delivery set attempts = attempts + 1, next_try_at = clock_timestamp()
         + make_interval(secs => least(${LONGEST_WAIT_SECONDS}, ${FIRST_WAIT_SECONDS} * power(2, least(attempts, 20))))
       where id in (
         select d.id from alert_delivery d
         where d.channel = $1 and d.state = 'WAITING' and d.next_try_at <= clock_timestamp()
           and (d.event = 'DIGEST') = ($2 = 'DIGEST') and not exists (
             select 1 from alert_delivery earlier where earlier.alert_id = d.alert_id
               and earlier.channel = d.channel and earlier.id < d.id and earlier.state = 'WAITING')
         order by d.id limit (case when $2 = 'DIGEST' then 100 else 1 end) for update skip locked)
       returning id, alert_id, event, attempts)
     select c.id, c.event, c.attempts, a.kind, a.source_id, s.name, a.opened_at, a.closed_at,
       a.message_vi, a.message_en,
       (select count(*)::int from pull_run r where r.source_id = a.source_id and r.state = a.kind
          and r.id >= a.run_id and (a.closed_at is null or r.finished_at <= a.closed_at)) as runs
     from claimed c join alert a on a.id = c.alert_id join source s on s.id = a.source_id order by c.id`,
    [channel, what],
  );
  return rows.map((row) => ({
    id: row.id,
    event: row.event,
    attempts: row.attempts,
    kind: row.kind,
    sourceId: row.source_id,
    sourceName: row.name,
    openedAt: instant(row.opened_at),
    closedAt: row.closed_at === null ? null : instant(row.closed_at),
    message: { vi: row.message_vi, en: row.message_en },
    runs: row.runs,
  }));
}

interface ClaimedRow {
  id: number;
  event: AlertEvent;
  attempts: number;
  kind: AlertKind;
  source_id: number;
  name: string;
  opened_at: string;
  closed_at: string | null;
  message_vi: string;
  message_en: string;
  runs: number;
}

export async function markSent(queries: Queries, ids: readonly number[]): Promise<void> {
  await queries.rows(
    `update alert_delivery set state = 'SENT', sent_at = clock_timestamp(), last_error = null
     where id in (select jsonb_array_elements_text($1::text::jsonb)::int)`,
    [JSON.stringify(ids)],
  );
}

/** F52: it stays in the queue; `code` says why, without the channel's own words. */
export async function markFailed(queries: Queries, ids: readonly number[], code: string): Promise<void> {
  await queries.rows(
    `update alert_delivery set last_error = $2, state = case
       when created_at < clock_timestamp() - interval '${GIVE_UP_DAYS} days' then 'GIVEN_UP' else state end
     where state = 'WAITING' and id in (select jsonb_array_elements_text($1::text::jsonb)::int)`,
    [JSON.stringify(ids), code],
  );
}

/** The newest of each event and channel: an alert that stays open for a year has hundreds of digest lines. */
export async function deliveriesOf(queries: Queries, alertIds: readonly number[]): Promise<Delivery[]> {
  return queries.rows<Delivery>(
    `select "alertId", channel, event, state, attempts, "lastError" from (
       select distinct on (alert_id, channel, event)
         id, alert_id as "alertId", channel, event, state, attempts, last_error as "lastError"
       from alert_delivery where alert_id in (select jsonb_array_elements_text($1::text::jsonb)::int)
       order by alert_id, channel, event, id desc) newest
     order by id`,
    [JSON.stringify(alertIds)],
  );
}
