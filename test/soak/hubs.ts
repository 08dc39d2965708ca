import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Seeded } from '../../src/connector-kit/seeded.ts';
import { programFile } from '../kit/program-file.ts';

const PROGRAM = new URL('./soak-hub.ts', import.meta.url);

/** Some hub processes, of which one is killed now and then; a new one takes its place. */
export class Hubs {
  kills = 0;
  /** How those ended that nobody killed. */
  readonly surprises: string[] = [];
  readonly #file: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #children = new Set<ChildProcess>();
  #isStopping = false;

  private constructor(file: string, env: NodeJS.ProcessEnv) {
    this.#file = file;
    this.#env = env;
  }

  static async start(count: number, env: Readonly<Record<string, string>>): Promise<Hubs> {
    const { PATH, HOME } = process.env;
    const hubs = new Hubs(fileURLToPath(await programFile(PROGRAM)), { PATH, HOME, ...env });
    await Promise.all(Array.from({ length: count }, () => hubs.#spawn()));
    return hubs;
  }

  kill(random: Seeded): void {
    const victim = random.pick([...this.#children]);
    if (!victim) return;
    this.kills += 1;
    this.#children.delete(victim);
    victim.kill('SIGKILL');
    void this.#spawn();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const ends = [...this.#children].map((child) => once(child, 'close'));
    for (const child of this.#children) child.kill('SIGTERM');
    await Promise.all(ends);
  }

  /** Ready when it says so. */
  async #spawn(): Promise<void> {
    const child = spawn(process.execPath, [this.#file], { stdio: ['pipe', 'pipe', 'pipe'], env: this.#env });
    this.#children.add(child);
    let said = '';
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-2_000);
      });
    }
    child.once('close', (code) => {
      if (!this.#children.delete(child) || this.#isStopping) return;
      this.surprises.push(`a hub ended by itself (${code}): ${said}`);
      void this.#spawn();
    });
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  }
}
