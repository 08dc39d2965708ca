import type { Hub } from '../app/hub.ts';
import type { SourceView } from '../app/views/source.ts';

export async function allSourceViews(hub: Hub): Promise<SourceView[]> {
  const views: SourceView[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page: Awaited<ReturnType<Hub['sources']>> = await hub.sources({ first: 100, after });
    views.push(...page.items.map(({ node }) => node));
    after = page.items.at(-1)?.cursor ?? null;
    more = page.hasNextPage;
  }
  return views;
}
