import type { AnyToMany, AnyToOne, Source } from '../../db/relation.ts';
import type { Branch, Many, Tree } from '../../db/tree.ts';
import type { Asked } from './request.ts';

type Written<T> = { -readonly [K in keyof T]: T[K] };
type GrowingMany = Written<Omit<Many, 'tree'>> & { below: Sapling | null };
type GrowingOne = { readonly kind: 'one'; readonly relation: AnyToOne; readonly below: Sapling };

/** A tree while selections are added to it: those of the same rows, from fragments and aliases, grow one branch. */
export class Sapling {
  readonly source: Source;
  /** Each row stands in the answer once at most. */
  readonly once: boolean;
  readonly #columns = new Set<string>();
  readonly #branches = new Map<string, GrowingOne | GrowingMany>();

  constructor(source: Source, once: boolean) {
    this.source = source;
    this.once = once;
    for (const column of source.always) this.want(column);
  }

  want(column: string): void {
    this.#columns.add(column);
  }

  wantAll(): void {
    for (const column of this.source.columns) this.#columns.add(column);
  }

  one(relation: AnyToOne): Sapling {
    const known = this.#branches.get(relation.name) as GrowingOne | undefined;
    if (known) return known.below;
    const below = new Sapling(relation.source, false);
    this.#branches.set(relation.name, { kind: 'one', relation, below });
    return below;
  }

  many(relation: AnyToMany, { question, request }: Pick<Asked, 'question' | 'request'>): GrowingMany {
    const known = this.#branches.get(question) as GrowingMany | undefined;
    if (known) return known;
    const nothing = { positions: false, ends: false, count: false, below: null };
    const branch: GrowingMany = { kind: 'many', question, relation, request, ...nothing };
    this.#branches.set(question, branch);
    return branch;
  }

  /** Rows of a list, whatever their number and places. */
  rowsOf(relation: AnyToMany, asked: Pick<Asked, 'question' | 'request'>): Sapling {
    const branch = this.many(relation, asked);
    branch.below ??= this.below(relation);
    return branch.below;
  }

  below(relation: AnyToMany): Sapling {
    return new Sapling(relation.source, this.once && relation.via === null && relation.column === 'id');
  }

  grown(): Tree {
    const [anyColumn] = this.source.columns;
    if (this.#columns.size === 0) this.want(anyColumn as string);
    const branches = [...this.#branches]
      .filter(([, branch]) => branch.below !== null || (branch.kind === 'many' && branch.count))
      .map(([question, { below, ...rest }]): Branch => {
        return { ...rest, question, tree: below?.grown() ?? null } as Branch;
      });
    return { source: this.source, columns: [...this.#columns], branches };
  }
}
