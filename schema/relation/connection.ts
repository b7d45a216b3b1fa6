import type { Slice } from '../../db/batch.ts';
import { encodeCursor } from '../../db/keyset.ts';

export interface Edge<R> {
  readonly cursor: string;
  readonly node: R;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** What a connection field resolves to. Nothing is read before a field of it is asked for. */
export class Connection<R> {
  readonly #mark: string;
  readonly #slice: () => Promise<Slice<R>>;
  readonly #count: () => Promise<number>;
  #read: Promise<Slice<R>> | null = null;

  constructor(mark: string, slice: () => Promise<Slice<R>>, count: () => Promise<number>) {
    this.#mark = mark;
    this.#slice = slice;
    this.#count = count;
  }

  get edges(): Promise<Edge<R>[]> {
    return this.#once().then(({ items }) =>
      items.map(({ row, position }) => ({ cursor: encodeCursor(this.#mark, position), node: row })),
    );
  }

  get pageInfo(): Promise<PageInfo> {
    return Promise.all([this.#once(), this.edges]).then(([slice, edges]) => ({
      hasNextPage: slice.hasNext,
      hasPreviousPage: slice.hasPrevious,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }));
  }

  get totalCount(): Promise<number> {
    return this.#count();
  }

  #once(): Promise<Slice<R>> {
    this.#read ??= this.#slice();
    return this.#read;
  }
}
