import cliProgress from 'cli-progress';
import type { Speed } from '../app/pull/speed.ts';
import { formatNumber, type Language, type Text, text } from '../core/text.ts';
import type { PullRun } from '../store/pull-run.ts';
import { print } from './terminal.ts';

/** Shows pulls under way: bars on a terminal, one line per change of state elsewhere. */
export interface Progress {
  show(label: string, run: ShownRun): void;
  stop(): void;
}

/** What both a stored run and its view tell. */
export type ShownRun = Pick<PullRun, 'state' | 'recordsRead' | 'recordsExpected' | 'message'> &
  Speed & { readonly id: number | string };

export const createProgress = (): Progress => (process.stdout.isTTY ? progressBars('vi') : lines());

const WORDS: Record<PullRun['state'], Text> = {
  RUNNING: text('đang lấy', 'pulling'),
  OK: text('xong', 'done'),
  PARTIAL: text('một phần', 'in part'),
  FAILED: text('LỖI', 'FAILED'),
  NEEDS_REVIEW: text('CHỜ KIỂM TRA', 'HELD FOR REVIEW'),
  CANCELLED: text('đã dừng', 'stopped'),
};

/** Drawn on stderr, so that stdout stays clean. */
export function progressBars(language: Language): Progress {
  const multi = new cliProgress.MultiBar(
    { format: '  {bar} {value}/{total}  {label}  {state}{speed}', hideCursor: true, clearOnComplete: false },
    cliProgress.Presets.shades_classic,
  );
  const known = new Map<ShownRun['id'], cliProgress.SingleBar>();
  return {
    show(label, run) {
      const done = run.state !== 'RUNNING';
      const total = done ? run.recordsRead : Math.max(run.recordsExpected ?? 0, run.recordsRead + 1);
      const bar = known.get(run.id) ?? multi.create(total, 0, { label, state: '', speed: '' });
      known.set(run.id, bar);
      bar.setTotal(Math.max(total, 1));
      bar.update(run.recordsRead, {
        label,
        state: WORDS[run.state][language],
        speed: done ? '' : speedWords(run, language),
      });
    },
    stop: () => multi.stop(),
  };
}

/** ", 1.234/giây, còn 12 giây": as far as it is known. */
function speedWords({ ratePerSecond, secondsLeft }: Speed, language: Language): string {
  const rate = ratePerSecond === null ? null : formatNumber(Math.round(ratePerSecond), language);
  const words = text(
    `${rate === null ? '' : `, ${rate}/giây`}${secondsLeft === null ? '' : `, còn ${secondsLeft} giây`}`,
    `${rate === null ? '' : `, ${rate}/s`}${secondsLeft === null ? '' : `, ${secondsLeft} s left`}`,
  );
  return words[language];
}

function lines(): Progress {
  const shown = new Map<ShownRun['id'], PullRun['state']>();
  return {
    show(label, run) {
      if (shown.get(run.id) === run.state) return;
      shown.set(run.id, run.state);
      if (run.state !== 'RUNNING') print(`  ${label}: ${WORDS[run.state].vi}. ${run.message.vi}`);
    },
    stop() {},
  };
}
