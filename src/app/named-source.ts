import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { StoredSource } from '../store/sources.ts';

/**
 * By its name, or by its connector, which stands for its one source that is switched on: a real one that took a practice
 * source's place. null: none is called so; throws SEVERAL_SOURCES.
 */
export function namedSource(sources: readonly StoredSource[], typed: string): StoredSource | null {
  const own = sources.find(({ name }) => name === typed);
  if (own) return own;
  const all = sources.filter(({ connector }) => connector === typed);
  const enabled = all.filter((one) => one.enabled);
  if (enabled.length > 1) throw severalSources(typed, enabled);
  return enabled[0] ?? all[0] ?? null;
}

function severalSources(connector: string, sources: readonly StoredSource[]) {
  const list = sources.map(({ id, name }) => `${id} (${name})`).join(', ');
  return configError(
    'SEVERAL_SOURCES',
    text(
      `Kết nối "${connector}" có ${sources.length} nguồn đang bật: ${list}. Hãy gõ số của nguồn cần dùng.`,
      `The connector "${connector}" has ${sources.length} sources switched on: ${list}. Type the number of the one you mean.`,
    ),
  );
}
