import { type DestinationStream, type Logger, pino } from 'pino';
import { redacted, redactedText } from '../core/redact.ts';

/** Structured lines on stderr, so that stdout stays clean; secrets are taken out of every one. */
export const hubLog = (level: string, destination: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level,
      // pino writes errors itself before `log` sees them.
      serializers: { err: (error: unknown) => redacted(error) },
      formatters: { log: (fields) => redacted(fields) as Record<string, unknown> },
      hooks: {
        logMethod(words, method) {
          method.apply(
            this,
            words.map((one) => (typeof one === 'string' ? redactedText(one) : one)) as never,
          );
        },
      },
    },
    destination,
  );
