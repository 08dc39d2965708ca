import { asHubError, type ErrorDetails, type ErrorFamily, HubError } from '../../../core/errors.ts';
import type { Text } from '../../../core/text.ts';
import type { RunCounters } from '../../../store/pull-run.ts';
import type { ReadEnd, ReadHost, ReadJob } from './read-job.ts';

/** What the hub says to a reading thread. */
export type ToThread =
  | { readonly type: 'read'; readonly job: ReadJob }
  | { readonly type: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly call: number; readonly error: SentError }
  | { readonly type: 'stop'; readonly error: SentError };

/** What a reading thread says to the hub. */
export type FromThread =
  | { readonly type: 'ready' }
  /** Its loop turns; sent each second whatever it reads. `outsideBytes`: what it holds beside its heap. */
  | { readonly type: 'alive'; readonly outsideBytes: number }
  | { readonly type: 'call'; readonly call: number; readonly method: HostMethod; readonly args: unknown[] }
  /** A place at a host; answered by the memory of a LentPlace when there is one, and left when it is wanted back. */
  | { readonly type: 'place'; readonly call: number; readonly host: string }
  | { readonly type: 'left'; readonly call: number }
  | { readonly type: 'progress'; readonly counters: RunCounters }
  | {
      readonly type: 'log';
      readonly level: LogLevel;
      readonly fields: object;
      readonly message: string | undefined;
    }
  | { readonly type: 'end'; readonly end: ReadEnd }
  | { readonly type: 'failed'; readonly error: SentError };

export type HostMethod = Exclude<keyof ReadHost, 'progress'>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A HubError as plain data: a class does not pass from thread to thread. */
export interface SentError {
  readonly family: ErrorFamily;
  readonly code: string;
  readonly text: Text;
  readonly details: ErrorDetails;
  /** Class and place of what was thrown first, for the log of operators. */
  readonly origin: { readonly name: string; readonly place: string } | null;
}

export function sentError(thrown: unknown): SentError {
  const { family, code, text, details, cause } = asHubError(thrown);
  const origin =
    cause instanceof Error
      ? { name: cause.name, place: cause.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '' }
      : null;
  return { family, code, text, details, origin };
}

export function receivedError({ family, code, text, details, origin }: SentError): HubError {
  if (origin === null) return new HubError(family, code, text, { details });
  const cause = Object.assign(new Error(), { name: origin.name, stack: `${origin.name}\n${origin.place}` });
  return new HubError(family, code, text, { details, cause });
}
