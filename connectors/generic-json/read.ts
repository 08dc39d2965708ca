import type { Batch, ReadContext } from '../../src/connector-kit/connector.ts';
import { declaredSlice } from '../../src/connector-kit/declared-slice.ts';
import { unlessRead } from '../../src/connector-kit/unless-read.ts';
import { dayOf, earlierDay, isInside, monthsOf, type Window } from '../../src/core/clock.ts';
import { type Config, isByDays, type ListConfig } from './config.ts';
import { type Ask, askerOf, pagesOf } from './pages.ts';

/** Every pull reads its whole window again, because rows change after they were made: no state is kept. */
export async function* read(context: ReadContext<Config>): AsyncGenerator<Batch> {
  const { config, window, clock } = context;
  const today = dayOf(clock.now());
  if (window.from > today) return;
  const past = { from: window.from, to: earlierDay(window.to, today) };
  const ask = askerOf(context);
  for (const list of config.lists) {
    for (const slice of slicesOf(list, past, today)) {
      yield* unlessRead(context, list.name, slice, () => listSlice(config, ask, list, slice, today));
    }
  }
}

/** A list that takes days is read by months; one without days of its own says how things stand today. */
function slicesOf(list: ListConfig, past: Window, today: string): readonly Window[] {
  if (isByDays(list)) return monthsOf(past);
  if (list.at !== undefined) return [past];
  return isInside(today, past) ? [{ from: today, to: today }] : [];
}

const listSlice = (config: Config, ask: Ask, list: ListConfig, window: Window, today: string) =>
  declaredSlice({
    list,
    window,
    today,
    isByDays: isByDays(list),
    pages: () => pagesOf(config, ask, list, window),
  });
