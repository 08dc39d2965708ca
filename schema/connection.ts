import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page, PageRequest } from '../src/app/page.ts';
import { EXPORT, ExportLinksType } from './export/export-links.ts';

export const FIRST = 'Số phần tử cần lấy, 1 đến 100 · How many, 1 to 100';
export const AFTER =
  'Con trỏ của phần tử cuối đã xem; bỏ trống để lấy trang đầu · Cursor of the last item seen; none for the first page';

export const pageRequest = (first: number, after: string | null | undefined): PageRequest => ({
  first,
  after: after ?? null,
});

@ObjectType('PageInfo', {
  description: 'Vị trí của trang trong danh sách · Where the page stands in its list',
  simpleResolvers: true,
})
export class PageInfoType {
  @Field(() => Boolean, { description: 'Còn trang sau · There is a next page' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Có trang trước · There is a previous page' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Con trỏ đầu; null khi trang trống · First cursor; null on an empty page',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Con trỏ cuối; null khi trang trống · Last cursor; null on an empty page',
  })
  endCursor!: string | null;
}

export interface Connection<T> {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfoType;
  /** Of lists that can be taken away whole. */
  readonly export?: ExportLinksType | undefined;
}

/** Nodes are nullable so that one row that fails does not take its whole page with it. */
export function connectionOf<T extends object>(
  name: string,
  node: () => ClassType<T>,
  description: string,
  { exported = false } = {},
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: 'Con trỏ · Cursor' })
    cursor!: string;

    @Field(node, { nullable: true, description: 'Phần tử; null khi lỗi · The item; null when it failed' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description, simpleResolvers: true })
  class ConnectionType implements Connection<T> {
    @Field(() => Int, { description: 'Tổng số phần tử của mọi trang · Number of items on all pages' })
    totalCount!: number;

    @Field(() => [Edge], { description: 'Phần tử kèm con trỏ · Items with cursors' })
    edges!: Edge[];

    @Field(() => [node()], { nullable: 'items', description: 'Chỉ các phần tử · The items alone' })
    nodes!: T[];

    @Field(() => PageInfoType, { description: 'Vị trí của trang · Where the page stands' })
    pageInfo!: PageInfoType;
  }
  if (exported) {
    Field(() => ExportLinksType, { description: EXPORT })(ConnectionType.prototype, 'export');
  }
  return ConnectionType;
}

export function toConnection<V, T>(
  page: Page<V>,
  toNode: (view: V) => T,
  links?: ExportLinksType,
): Connection<T> {
  const edges = page.items.map(({ cursor, node }) => ({ cursor, node: toNode(node) }));
  return {
    totalCount: page.totalCount,
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    export: links,
  };
}
