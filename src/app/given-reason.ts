import { HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** A reason that says something; it is kept with the decision for whoever audits it. */
const SHORTEST_REASON = 10;

/** The reason that a person typed; throws BAD_REASON. */
export function givenReason(typed: string): string {
  // NUL cannot be stored in a PostgreSQL text.
  const reason = typed.replaceAll('\u0000', '').trim();
  if (reason.length >= SHORTEST_REASON) return reason;
  throw new HubError(
    'config',
    'BAD_REASON',
    text(
      `Lý do dài ${reason.length} ký tự; cần ít nhất ${SHORTEST_REASON}, vì lý do được lưu để kiểm tra về sau. Hãy ghi rõ căn cứ.`,
      `The reason has ${reason.length} characters; at least ${SHORTEST_REASON} are expected, because it is kept for audits. Name the ground.`,
    ),
    { details: { field: 'reason' } },
  );
}
