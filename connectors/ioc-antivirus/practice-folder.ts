import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatorOptions } from '../../src/connector-kit/simulator-server.ts';
import { CSV_FORM, PRACTICE_FORMS } from './practice-forms.ts';
import { reportingUnits } from './practice-units.ts';

/** Puts the reports of some months into a folder, in all forms by turns. */
export async function writePracticeFolder(
  folder: string,
  months: readonly string[],
  options: Omit<SimulatorOptions, 'port'>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [index, month] of months.entries()) {
    const { ending, make } = PRACTICE_FORMS[index % PRACTICE_FORMS.length] ?? CSV_FORM;
    const bytes = await make(options.seed, reportingUnits(options, month), month, options.scale);
    await writeFile(join(folder, `bao-cao-${month}.${ending}`), bytes);
  }
}
