import { HubError } from '../core/errors.ts';
import type { Text } from '../core/text.ts';

/** What a person has given for `field` does not do. */
export const badField = (field: string, message: Text) =>
  new HubError('config', 'BAD_INPUT', message, { details: { field } });
