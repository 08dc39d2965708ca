import { setFlagsFromString } from 'node:v8';
import type { Reader } from './reader.ts';
import { type ReadingLimits, ReadingThread } from './reading-thread.ts';

/*
 * A heap with a limit is collected whole whenever it has grown by a few MB, and each page of a source is some: that
 * would be a third of a reading's time. By this it may double first; the limit stays.
 */
setFlagsFromString('--heap-growing-percent=100');

/** Threads kept for the next reading; more live only while more is read. */
const KEPT_IDLE = 1;

/**
 * Reads each source in a thread of its own, so that a connector that hangs, leaks or throws stops nothing else and
 * the hub answers while it pulls.
 */
export function readingThreads(
  threadFile: () => Promise<URL>,
  limits: ReadingLimits,
): Reader & { warm(): Promise<void> } {
  const idle: ReadingThread[] = [];
  const busy = new Set<ReadingThread>();
  let file: Promise<URL> | null = null;
  const next = async () => {
    const kept = idle.pop();
    if (kept) return kept;
    file ??= threadFile();
    return new ReadingThread(await file, limits);
  };
  return {
    warm: async () => {
      const thread = await next();
      idle.push(thread);
      await thread.ready;
    },
    async read(job, host, around) {
      const thread = await next();
      busy.add(thread);
      try {
        return await thread.read(job, host, around);
      } finally {
        busy.delete(thread);
        if (thread.isUsable && idle.length < KEPT_IDLE) idle.push(thread);
        else await thread.end();
      }
    },
    async close() {
      await Promise.all([...idle, ...busy].map((thread) => thread.end()));
    },
  };
}
