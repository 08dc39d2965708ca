import { HubError } from '../../src/core/errors.ts';

/** The code of the HubError that ends the work; "DONE" when nothing does. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'DONE',
    (error: unknown) => {
      if (error instanceof HubError) return error.code;
      throw error;
    },
  );
