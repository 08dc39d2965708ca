import type { Day } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Queries } from '../store/database.ts';
import { forgetAt, type KeyPlace, recordsAt, storedStreams } from '../store/person-records.ts';
import { allSources } from '../store/sources.ts';
import { record } from './audit/record.ts';
import type { HubDeps } from './deps.ts';
import { givenReason } from './given-reason.ts';
import { recordHash } from './keys.ts';

/** What the hub holds of a case: that it was counted, where and on which day. */
export interface HeldCase {
  readonly source: string;
  readonly stream: string;
  /** null: its code names no unit. */
  readonly unit: string | null;
  readonly day: Day;
}

export interface CaseAnswer {
  /** What the audit calls the case: the same for the same number, and of no use without the hub's key. */
  readonly subject: string;
  readonly records: readonly HeldCase[];
}

/** What is held of the case of a person who asks (S45). The question itself is kept in the audit (S41). */
export const findCase = (deps: HubDeps, typed: string): Promise<CaseAnswer> =>
  inAudit(deps, 'CASE_FOUND', typed, null, async () => {});

/**
 * Cuts what is held off from the person: figures stay, since they are counts. A source that still shows the case gives
 * it again with its next pull, so it is erased there first.
 */
export const eraseCase = async (deps: HubDeps, typed: string, reason: string): Promise<CaseAnswer> =>
  inAudit(deps, 'CASE_ERASED', typed, givenReason(reason), forgetAt);

async function inAudit(
  deps: HubDeps,
  action: 'CASE_FOUND' | 'CASE_ERASED',
  typed: string,
  reason: string | null,
  work: (queries: Queries, places: readonly KeyPlace[]) => Promise<unknown>,
): Promise<CaseAnswer> {
  const number = typed.trim();
  if (number === '') throw noNumber();
  const hash = recordHash(deps.keys.hashSecret);
  const subject = hash('data subject')(number);
  const names = new Map((await allSources(deps.database)).map(({ id, name }) => [id, name]));
  return deps.database.transaction(async (queries) => {
    const streams = await storedStreams(queries);
    const places = streams.map(({ sourceId, stream }) => ({
      sourceId,
      stream,
      key: hash(`${sourceId}:${stream}`)(number),
    }));
    const found = await recordsAt(queries, places);
    await work(queries, places);
    await record(deps, queries, {
      action,
      subject: 'Case',
      subjectKey: subject,
      reason,
      after: { records: found.length },
    });
    const records = found.map(({ sourceId, stream, unitId, day }) => ({
      source: names.get(sourceId) ?? String(sourceId),
      stream,
      unit: deps.unitIds.unit(unitId)?.code ?? null,
      day,
    }));
    return { subject, records };
  });
}

const noNumber = () =>
  configError(
    'BAD_INPUT',
    text(
      'Số hồ sơ để trống. Hãy nhập đúng số hồ sơ như hệ thống nguồn ghi.',
      'The case number is empty. Give it as the source system writes it.',
    ),
  );
