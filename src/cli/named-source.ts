import type { HubDeps } from '../app/deps.ts';
import { storedSource } from '../app/sources.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { allSources, type StoredSource } from '../store/sources.ts';

/** The source that somebody typed: by id, by name, or by its connector. Throws UNKNOWN_SOURCE, SEVERAL_SOURCES. */
export const namedSource = async (deps: HubDeps, typed: string): Promise<StoredSource> =>
  sourceAmong(await allSources(deps.database), typed) ?? storedSource(deps, typed);

type Named = Pick<StoredSource, 'id' | 'name' | 'connector' | 'enabled'>;

/** A connector stands for its one source that is switched on: a real one that took a practice source's place. */
export function sourceAmong<S extends Named>(sources: readonly S[], typed: string): S | null {
  const own = sources.find(({ id }) => String(id) === typed) ?? sources.find(({ name }) => name === typed);
  if (own) return own;
  const all = sources.filter(({ connector }) => connector === typed);
  const enabled = all.filter((one) => one.enabled);
  if (enabled.length > 1) throw severalSources(typed, enabled);
  return enabled[0] ?? all[0] ?? null;
}

function severalSources(connector: string, sources: readonly Named[]) {
  const list = sources.map(({ id, name }) => `${id} (${name})`).join(', ');
  return configError(
    'SEVERAL_SOURCES',
    text(
      `Kết nối "${connector}" có ${sources.length} nguồn đang bật: ${list}. Hãy gõ số của nguồn cần dùng.`,
      `The connector "${connector}" has ${sources.length} sources switched on: ${list}. Type the number of the one you mean.`,
    ),
  );
}
