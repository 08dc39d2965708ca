import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { checkOf, type DeclaredSample, declaredSample } from '../../src/connector-kit/declared-sample.ts';
import { dayOf, lastWholeMonth, type Window } from '../../src/core/clock.ts';
import type { Config } from './config.ts';
import { askerOf, pagesOf } from './pages.ts';

/** Reads the first page of each list and shows its first row as the configuration reads it. */
export async function check(context: CheckContext<Config>): Promise<CheckResult> {
  const { config, clock } = context;
  const today = dayOf(clock.now());
  const month: Window = lastWholeMonth(today);
  const ask = askerOf(context);
  const samples: DeclaredSample[] = [];
  for (const list of config.lists) {
    const first = await pagesOf(config, ask, list, month).next();
    samples.push(declaredSample(list, first.value?.rows ?? [], today));
  }
  return checkOf(samples);
}
