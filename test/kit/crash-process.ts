import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HubProcess } from './hub-process.ts';
import { programFile } from './program-file.ts';

const PROGRAM = new URL('./crash-program.ts', import.meta.url);
let bundled: Promise<URL> | undefined;

export interface CrashOptions {
  readonly databaseUrl: string;
  readonly sourceUrl: string;
  readonly pageSize?: number;
  /** See crash-program.ts. */
  readonly killAt?: string;
  readonly hold?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A crash program under way, with the handle that lets it be paused. */
export interface CrashProcess {
  readonly process: HubProcess;
  readonly child: ChildProcess;
}

export async function crashProcess(options: CrashOptions): Promise<CrashProcess> {
  bundled ??= programFile(PROGRAM);
  const { databaseUrl, sourceUrl, pageSize = 10, killAt = '', hold = false, env = {} } = options;
  const child = spawn(process.execPath, [fileURLToPath(await bundled)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: databaseUrl,
      SOURCE_URL: sourceUrl,
      PAGE_SIZE: String(pageSize),
      KILL_AT: killAt,
      ...(hold && { HOLD: '1' }),
      ...env,
    },
  });
  return { child, process: new HubProcess(child, 0, null) };
}

export const KILLED = { code: null, signal: 'SIGKILL' } as const;
export const ENDED = { code: 0, signal: null } as const;
