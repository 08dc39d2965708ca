import type { GraphQLError } from 'graphql';
import { foreseen } from '../app/foreseen.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** Why a table cannot be had, as the rest of HTTP tells it. */
export function exportFailure({ originalError, message }: GraphQLError): unknown {
  // A mistake of ours goes on as it is, to be told without its words.
  const isOurs = originalError && originalError.name !== 'GraphQLError';
  return isOurs ? (foreseen(originalError) ?? originalError) : badParameters(message);
}

/** Words of graphql-js quote the caller's own parameters. */
const badParameters = (message: string) =>
  configError(
    'BAD_PARAMETER',
    text(
      `Tham số của liên kết không đúng, hãy lấy lại liên kết từ API: ${message.slice(0, 300)}`,
      `A parameter of the link is wrong, take the link from the API again: ${message.slice(0, 300)}`,
    ),
  );

export const nothingToExport = () =>
  configError(
    'NOTHING_TO_EXPORT',
    text(
      'Không có bảng này, hoặc lúc đó chưa có. Hãy lấy lại liên kết từ API.',
      'There is no such table, or there was none at that moment. Take the link from the API again.',
    ),
  );
