import { HubError } from '../../src/core/errors.ts';
import { type Text, text } from '../../src/core/text.ts';
import { atSite } from './at-site.ts';
import type { Site } from './site.ts';

export interface OpenedEach<T> {
  readonly opened: readonly (readonly [Site, T])[];
  readonly failed: readonly Site[];
  /** What kept each of the failed ones from being read. */
  readonly warnings: readonly Text[];
}

/** So many of the first failing, and none read, is a fault of them all. */
const ENOUGH = 3;

/**
 * Opens each site. One of many that is down or wrongly configured must not keep the figures of all others from
 * being read: nothing is said of its unit, and people are told. When none can be read, the first fault is that of
 * the pull.
 */
export async function openEach<T>(
  sites: readonly Site[],
  open: (site: Site) => Promise<T>,
): Promise<OpenedEach<T>> {
  const opened: [Site, T][] = [];
  const failures: { site: Site; error: HubError }[] = [];
  for (const site of sites) {
    try {
      opened.push([site, await atSite(site, () => open(site))]);
    } catch (error) {
      if (!(error instanceof HubError) || error.family === 'stop') throw error;
      failures.push({ site, error });
      const [first] = failures;
      const isLast = opened.length + failures.length === sites.length;
      if (first && opened.length === 0 && (isLast || failures.length >= ENOUGH)) throw first.error;
    }
  }
  const warnings = failures.map(({ error: { text: told } }) =>
    text(
      `${told.vi} Số liệu cũ của đơn vị được giữ nguyên.`,
      `${told.en} Earlier figures of the unit are kept.`,
    ),
  );
  return { opened, failed: failures.map(({ site }) => site), warnings };
}
