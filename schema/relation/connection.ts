import type { Slice } from '../../db/batch.ts';
import { encodeCursor, type Position } from '../../db/keyset.ts';

export type MaybePromise<V> = V | Promise<V>;

export function whenRead<V, W>(value: MaybePromise<V>, use: (value: V) => MaybePromise<W>): MaybePromise<W> {
  return value instanceof Promise ? value.then(use) : use(value);
}

/** All of them, at once where none is waited for. */
export function allRead<V>(values: readonly MaybePromise<V>[]): MaybePromise<V[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as V[]);
}

/** A place in a list. Its cursor is made when it is asked for. */
export class Edge<R> {
  readonly node: R;
  readonly #mark: string;
  readonly #position: Position;

  constructor(mark: string, node: R, position: Position) {
    this.#mark = mark;
    this.node = node;
    this.#position = position;
  }

  get cursor(): string {
    return encodeCursor(this.#mark, this.#position);
  }
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface Reads<R> {
  slice(): MaybePromise<Slice<R>>;
  count(): MaybePromise<number>;
}

/** What a connection field resolves to. Nothing is read before a field of it is asked for; what was read already is there at once. */
export class Connection<R> {
  readonly #mark: string;
  readonly #reads: Reads<R>;
  #edges: MaybePromise<Edge<R>[]> | null = null;
  #read: MaybePromise<Slice<R>> | null = null;

  constructor(mark: string, reads: Reads<R>) {
    this.#mark = mark;
    this.#reads = reads;
  }

  get edges(): MaybePromise<Edge<R>[]> {
    this.#edges ??= whenRead(this.#once(), ({ items }) =>
      items.map(({ row, position }) => new Edge(this.#mark, row, position)),
    );
    return this.#edges;
  }

  /** As `edges`, without what only cursors need. */
  get nodes(): MaybePromise<R[]> {
    return whenRead(this.#once(), ({ items }) => items.map(({ row }) => row));
  }

  get pageInfo(): MaybePromise<PageInfo> {
    return whenRead(this.#once(), ({ items, hasNext, hasPrevious }) => {
      const cursorAt = (i: number) => {
        const item = items.at(i);
        return item ? encodeCursor(this.#mark, item.position) : null;
      };
      return {
        hasNextPage: hasNext,
        hasPreviousPage: hasPrevious,
        startCursor: cursorAt(0),
        endCursor: cursorAt(-1),
      };
    });
  }

  get totalCount(): MaybePromise<number> {
    return this.#reads.count();
  }

  #once(): MaybePromise<Slice<R>> {
    this.#read ??= this.#reads.slice();
    return this.#read;
  }
}
