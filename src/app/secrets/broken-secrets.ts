import { allSources, type StoredSource } from '../../store/sources.ts';
import type { HubDeps } from '../deps.ts';
import { secretsOf } from '../pull/source-config.ts';

/** Sources whose stored secrets do not open: their passwords must be entered again (F53). */
export async function brokenSecrets({
  database,
  keys,
}: Pick<HubDeps, 'database' | 'keys'>): Promise<StoredSource[]> {
  return (await allSources(database)).filter((source) => {
    try {
      secretsOf(source, keys);
      return false;
    } catch {
      return true;
    }
  });
}
