import type { Day } from '../../core/clock.ts';
import type { Succession, SuccessionKind, Unit } from '../../core/unit.ts';
import { groupBy } from './group-by.ts';

/** NQ 202/2025/QH15: 63 provinces became 34, districts ended, 10,035 communes became 3,321. */
export const REFORM_DAY: Day = '2025-07-01';
export const LAST_DAY_BEFORE_REFORM: Day = '2025-06-30';

export interface Arrow {
  readonly from: Unit;
  readonly to: Unit;
}

/** The arrows of one reform, each once, with what they mean for the older unit. */
export function successionsOf(arrows: readonly Arrow[], date: Day): Succession[] {
  const outgoing = groupBy(arrows, (arrow) => arrow.from.key);
  const incoming = groupBy(arrows, (arrow) => arrow.to.key);
  const kindOf = ({ from, to }: Arrow): SuccessionKind => {
    if (outgoing.get(from.key)!.length > 1) return 'SPLIT';
    if (incoming.get(to.key)!.length > 1) return 'MERGED';
    return from.name === to.name ? 'UNCHANGED' : 'RENAMED';
  };
  return arrows.map((arrow) => ({
    fromKey: arrow.from.key,
    toKey: arrow.to.key,
    kind: kindOf(arrow),
    date,
  }));
}
