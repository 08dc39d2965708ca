import { SECOND } from '../../core/clock.ts';

export interface Speed {
  /** Records a second since the start, one decimal; null before the first. */
  readonly ratePerSecond: number | null;
  /** Whole seconds; null when the end is not known: nothing read yet, or the source does not say how many there are. */
  readonly secondsLeft: number | null;
}

/** How fast records come, and how long it will take if they go on so. Pure. */
export function speedOf(
  { recordsRead, recordsExpected }: { recordsRead: number; recordsExpected: number | null },
  elapsedMs: number,
): Speed {
  if (recordsRead === 0 || elapsedMs <= 0) return { ratePerSecond: null, secondsLeft: null };
  const rate = recordsRead / (elapsedMs / SECOND);
  const left = recordsExpected === null ? 0 : recordsExpected - recordsRead;
  return {
    ratePerSecond: Math.round(rate * 10) / 10,
    // What a source declared slice by slice is reached before its last slice: that says nothing about the end.
    secondsLeft: left > 0 ? Math.ceil(left / rate) : null,
  };
}
