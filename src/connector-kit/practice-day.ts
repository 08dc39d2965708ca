import { type Day, lastDayOfMonth } from '../core/clock.ts';
import type { Seeded } from './seeded.ts';

export const practiceDay = (random: Seeded, month: string): Day =>
  `${month}-${String(random.int(1, Number(lastDayOfMonth(month).slice(8)))).padStart(2, '0')}`;
