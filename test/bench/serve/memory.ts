import { readFile } from 'node:fs/promises';
import { megabytes } from '../kit/numbers.ts';

/** The most memory that a process has had, megabytes; 0 where the system does not tell. */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return megabytes(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024);
}
