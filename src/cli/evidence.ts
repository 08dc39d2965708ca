import type { Hub } from '../app/hub.ts';
import type { PullRunView } from '../app/views/pull-run.ts';
import type { QuantityView } from '../app/views/receipt.ts';

/** A quantity with what it was added up from. */
export interface Evidence {
  readonly quantity: QuantityView;
  readonly facts: number;
  /** The pulls that brought the facts, oldest first. */
  readonly runs: readonly PullRunView[];
  /** When records behind it were erased last; null: none was. */
  readonly recordsErasedAt: Date | null;
}

export async function evidenceOf(hub: Hub, quantity: QuantityView): Promise<Evidence> {
  const runs = new Map<string, PullRunView>();
  let facts = 0;
  for (let after: string | null = null, more = true; more; ) {
    const page: Awaited<ReturnType<Hub['receiptFacts']>> = await hub.receiptFacts(quantity, {
      first: 100,
      after,
    });
    for (const { node } of page.items) runs.set(node.pullRun.id, node.pullRun);
    facts = page.totalCount;
    after = page.items.at(-1)?.cursor ?? null;
    more = page.hasNextPage;
  }
  return {
    quantity,
    facts,
    runs: [...runs.values()].sort((a, b) => Number(a.id) - Number(b.id)),
    recordsErasedAt: await hub.recordsErasedAt(quantity),
  };
}
