import type { HubDeps } from '../app/deps.ts';
import { PRACTICE_SEED, startPracticeSources } from '../app/practice-sources.ts';
import { connectorById } from '../app/pull/source-config.ts';
import { testSource } from '../app/test-source.ts';
import type { StoredSource } from '../store/sources.ts';

/** Nobody answers for a practice source while no hub runs its simulator: then one runs for the time of the work. */
export async function withAnswers<T>(
  deps: HubDeps,
  source: StoredSource,
  work: () => Promise<T>,
): Promise<T> {
  const simulators = (await needsSimulator(deps, source))
    ? await startPracticeSources(
        { ...deps, connectors: [connectorById(deps.connectors, source.connector)] },
        PRACTICE_SEED,
      )
    : [];
  try {
    return await work();
  } finally {
    await Promise.all(simulators.map((simulator) => simulator.close()));
  }
}

async function needsSimulator(deps: HubDeps, source: StoredSource): Promise<boolean> {
  if (!source.practice) return false;
  const { ok } = await testSource(deps, { source: String(source.id), connector: null, config: null });
  return !ok;
}
