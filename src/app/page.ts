/** One page of a list that is read forward with an opaque cursor. */
export interface Page<T> {
  readonly totalCount: number;
  readonly items: readonly { readonly cursor: string; readonly node: T }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface PageRequest {
  /** 1 to 100. */
  readonly first: number;
  /** Cursor of the last item already seen; null for the first page. */
  readonly after: string | null;
}
