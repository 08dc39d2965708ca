import { type Day, dayOf } from '../core/clock.ts';
import { type ErasedRecords, eraseSomeRecords } from '../store/erased-records.ts';
import type { HubDeps } from './deps.ts';

type Deps = Pick<HubDeps, 'database' | 'log'>;

/** Erases all records that were kept for `days`, some at a time; null: not all of them, somebody was publishing or scoring. */
export async function eraseOldRecords({ database, log }: Deps, days: number): Promise<ErasedRecords | null> {
  let slices = 0;
  let records = 0;
  let some: ErasedRecords | null;
  do {
    some = await eraseSomeRecords(database, days);
    slices += some?.slices ?? 0;
    records += some?.records ?? 0;
  } while (some !== null && some.slices > 0);
  if (slices > 0) log.info({ slices, records }, 'old records erased');
  return some && { slices, records };
}

/** For ticks: once a day, and where it could not be done at once, at the next tick. */
export function recordRetention(deps: Deps & Pick<HubDeps, 'clock'>, days: number): () => Promise<void> {
  let doneOn: Day | null = null;
  return async () => {
    const today = dayOf(deps.clock.now());
    if (doneOn !== today && (await eraseOldRecords(deps, days)) !== null) doneOn = today;
  };
}
