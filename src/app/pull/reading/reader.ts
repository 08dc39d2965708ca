import { type Connector, configured, measuresOfRelease } from '../../../connector-kit/connector.ts';
import { dropFolder } from '../../../connector-kit/drop-folder.ts';
import type { Log } from '../../../connector-kit/log.ts';
import type { Clock } from '../../../core/clock.ts';
import type { ReadEnd, ReadHost, ReadJob } from './read-job.ts';
import { readSource } from './read-source.ts';

/** What the source's operator asked for. */
export const pace = ({ requestsPerMinute }: ReadJob) =>
  requestsPerMinute === null ? {} : { requestsPerMinute };

/** With the lists that the source's configuration declares. */
export function connectorOf(
  { connector: wanted, config }: ReadJob,
  connectors: readonly Connector[],
): Connector {
  const connector = connectors.find(({ id }) => id === wanted) as Connector;
  return connector.streams ? configured(connector, config, measuresOfRelease(connectors)) : connector;
}

/**
 * What is still asked for when a reading ends is given up: nobody waits for it, and its place at the host is another's.
 * `whole` is the signal of that.
 */
export async function readToTheEnd(
  signal: AbortSignal,
  read: (whole: AbortSignal) => Promise<ReadEnd>,
): Promise<ReadEnd> {
  const over = new AbortController();
  try {
    return await read(AbortSignal.any([signal, over.signal]));
  } finally {
    over.abort(new Error('The reading is over'));
  }
}

/** Runs a reading somewhere: in this thread, or in one of its own that may be ended from outside. */
export interface Reader {
  read(
    job: ReadJob,
    host: ReadHost,
    around: { readonly log: Log; readonly signal: AbortSignal },
  ): Promise<ReadEnd>;
  /** Ends what still runs. */
  close(): Promise<void>;
}

/** In this thread: for connectors that a test makes up, and for tools that read one source and end. */
export const readerHere = (connectors: readonly Connector[], clock: Clock): Reader => ({
  read: async (job, host, { log, signal }) => {
    const connector = connectorOf(job, connectors);
    // Loaded where it is used: undici alone takes 20 MB, and mostly threads read.
    const { createHttp } = await import('../../../connector-kit/http.ts');
    const files = dropFolder(job.dropDir, clock);
    return readToTheEnd(signal, (whole) => {
      const http = createHttp({ clock, log, signal: whole, rules: job.outbound, ...pace(job) });
      return readSource(job, connector, host, { http, files, clock, log, signal });
    });
  },
  close: async () => {},
});
