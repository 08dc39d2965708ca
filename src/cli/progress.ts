import cliProgress from 'cli-progress';
import type { PullRun } from '../store/pull-runs.ts';
import { print } from './terminal.ts';

/** Shows pulls under way: bars on a terminal, one line per change of state elsewhere. */
export interface Progress {
  show(label: string, run: PullRun): void;
  stop(): void;
}

export const createProgress = (): Progress => (process.stdout.isTTY ? bars() : lines());

const WORDS: Record<PullRun['state'], string> = {
  RUNNING: 'đang lấy',
  OK: 'xong',
  PARTIAL: 'một phần',
  FAILED: 'LỖI',
  NEEDS_REVIEW: 'CHỜ KIỂM TRA',
  CANCELLED: 'đã dừng',
};

function bars(): Progress {
  const multi = new cliProgress.MultiBar(
    { format: '  {bar} {value}/{total}  {label}  {state}', hideCursor: true, clearOnComplete: false },
    cliProgress.Presets.shades_classic,
  );
  const known = new Map<number, cliProgress.SingleBar>();
  return {
    show(label, run) {
      const done = run.state !== 'RUNNING';
      const total = done ? run.recordsRead : Math.max(run.recordsExpected ?? 0, run.recordsRead + 1);
      const bar = known.get(run.id) ?? multi.create(total, 0, { label, state: '' });
      known.set(run.id, bar);
      bar.setTotal(Math.max(total, 1));
      bar.update(run.recordsRead, { label, state: WORDS[run.state] });
    },
    stop: () => multi.stop(),
  };
}

function lines(): Progress {
  const shown = new Map<number, PullRun['state']>();
  return {
    show(label, run) {
      if (shown.get(run.id) === run.state) return;
      shown.set(run.id, run.state);
      if (run.state !== 'RUNNING') print(`  ${label}: ${WORDS[run.state]}. ${run.message.vi}`);
    },
    stop() {},
  };
}
