import type { PullRunState } from '../store/pull-run.ts';
import type { HealthState } from './views/source.ts';

/** What the newest run tells about a source; null before the first. */
export function healthState(enabled: boolean, last: PullRunState | null): HealthState {
  if (!enabled) return 'DISABLED';
  if (last === null) return 'NEVER_RUN';
  if (last === 'FAILED') return 'FAILING';
  return last === 'OK' || last === 'RUNNING' ? 'OK' : 'WARNING';
}
