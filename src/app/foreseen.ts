import { HubError } from '../core/errors.ts';
import { toldToCaller } from '../store/database-errors.ts';

/** What callers can act on in whatever a question of theirs threw; null when it is a mistake of ours. */
export const foreseen = (thrown: unknown): HubError | null =>
  thrown instanceof HubError ? thrown : toldToCaller(thrown);
