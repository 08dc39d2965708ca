import { type Connector, measuresOf } from '../../connector-kit/connector.ts';
import type { Text } from '../../core/text.ts';
import { compareWithVisible, type StagedRun } from '../../store/publish.ts';
import type { HeldMeasure } from '../../store/pull-run.ts';
import { sourceFacts } from '../../store/source-facts.ts';
import { unitsOfSlices } from '../../store/unmatched-codes.ts';
import { settingsOf } from '../source-settings.ts';
import { yearOf } from './collected-year.ts';
import { inspect, isSomething, type PullResult, type UnitsFound } from './inspect.ts';
import type { Pull } from './pull.ts';
import { isQuietBeginning } from './quiet-beginning.ts';
import type { ReadEnd } from './reading/read-job.ts';
import { remarks } from './remarks.ts';
import type { Stage } from './stage.ts';

/** What speaks against publishing, and what staff should know all the same. */
export async function judged(
  pull: Pull,
  stage: Stage,
  read: ReadEnd,
  staged: Omit<StagedRun, 'message'>,
  onlyUnitIds: readonly number[] | null,
): Promise<{ readonly held: HeldMeasure[]; readonly notes: Text[] }> {
  const { deps, connector, source } = pull;
  const { changeLimit, smallest, totalTolerance, zeroIsNormal } = settingsOf(source);
  const limits = { change: changeLimit, smallest, tolerance: totalTolerance, zeroIsNormal };
  const result: PullResult = {
    slices: stage.slices,
    comparisons: stage.slices.every(({ isConfirmed }) => isConfirmed)
      ? []
      : await compareWithVisible(deps.database, staged),
    recordsRead: read.counters.recordsRead,
    quarantined: staged.quarantined,
    ignored: staged.ignored,
    setAside: read.setAside,
    units: await unitsFound(pull, stage),
    onlyUnitIds,
    mayBeEmpty: await mayBeEmpty(pull, stage),
    measures: measuresOf(connector).map((measure) => measure.code),
    measuresOfStream: (stream) => measuresOf(only(connector, stream)).map((measure) => measure.code),
    measureCode: (id) => deps.measures.code(id),
    unitName: (id) => deps.unitIds.unit(id)?.name ?? '?',
  };
  return { held: inspect(result, limits), notes: remarks(result) };
}

async function unitsFound({ deps }: Pull, stage: Stage): Promise<UnitsFound> {
  const { directory, province, unitIds } = deps;
  const { key } = directory.unit(province, null);
  const staged = stage.slices.filter(({ isConfirmed }) => !isConfirmed).map(({ id }) => id);
  const units = (await unitsOfSlices(deps.database, staged)).map((id) => unitIds.unit(id));
  const foreign = units.filter((unit) => unit !== null && !directory.isWithin(unit, key));
  return { own: units.length - foreign.length, foreign: foreign.length, example: foreign[0]?.name ?? '' };
}

const only = (connector: Connector, stream: string) => ({
  records: connector.records.filter((one) => one.name === stream),
  values: connector.values.filter((one) => one.name === stream),
});

async function mayBeEmpty({ deps, source, run }: Pull, stage: Stage): Promise<boolean> {
  if (isSomething(stage)) return false;
  const facts = await sourceFacts(deps.database, source.id, run.window);
  return isQuietBeginning(run.window, await yearOf(deps, run.window), facts);
}
