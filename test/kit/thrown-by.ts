import { HubError } from '../../src/core/errors.ts';

/** The HubError that `run` throws; anything else, or nothing, fails the test. */
export function thrownBy(run: () => unknown): HubError {
  try {
    run();
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
