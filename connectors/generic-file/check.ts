import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { checkOf, type DeclaredSample, declaredSample } from '../../src/connector-kit/declared-sample.ts';
import { dayOf, lastWholeMonth } from '../../src/core/clock.ts';
import type { Text } from '../../src/core/text.ts';
import type { Config } from './config.ts';
import { filesOf } from './files.ts';
import { asRowMap, rowsOf } from './tables.ts';

/** Reads the files of each list and shows their first row as the configuration reads it. */
export async function check(context: CheckContext<Config>): Promise<CheckResult> {
  const today = dayOf(context.clock.now());
  const files = filesOf(context);
  const samples: DeclaredSample[] = [];
  const notes: Text[] = [];
  for (const list of context.config.lists.map(asRowMap)) {
    const rows = await rowsOf(files, list, lastWholeMonth(today), (warning) => void notes.push(warning));
    samples.push(
      declaredSample(
        list,
        rows.map(({ cells }) => cells),
        today,
      ),
    );
  }
  return checkOf(samples, notes);
}
