import type { Kysely } from 'kysely';
import {
  companyOf,
  LATEST_NAMING,
  LATEST_STATED,
  namingCountsOf,
  type StatedRow,
} from '../../../db/namesake.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { type KnownArticle, RARE_ARTICLES, type SaidOf } from './namesakes.ts';

/** An article that is linked and not stored yet, as what is stored will tell of it. */
export interface ToldArticle {
  readonly at: number;
  /** Its text, head and subjects name these. */
  readonly actors: ReadonlySet<Id>;
  /** Whom its text names, with what it says of them. */
  readonly said: ReadonlyMap<Id, SaidOf>;
  readonly places: readonly string[];
}

/** What the articles that are linked together have told so far, besides what is stored. */
export interface Company {
  /** Who each is said to be by what is stored. */
  learn(rows: readonly StatedRow[]): void;
  tell(article: ToldArticle): void;
  saidOf(id: Id): readonly SaidOf[];
  /** Articles that name each of the candidates, with what they have in common with this one. Two statements. */
  sharedWith(candidates: readonly Id[], here: Here): Promise<Shared>;
}

export interface Here {
  readonly actors: readonly Id[];
  readonly places: readonly string[];
}

export interface Shared {
  articlesOf(candidate: Id): readonly KnownArticle[];
  articlesNaming(actor: Id): number;
}

export function companyIn(db: Kysely<Tables>): Company {
  const told: ToldArticle[] = [];
  const stated = new Map<Id, readonly StatedRow[]>();
  return {
    learn(rows) {
      for (const [id, ofOne] of Map.groupBy(rows, (row) => row.id)) stated.set(id, ofOne);
    },
    tell: (article) => void told.push(article),
    saidOf(id) {
      const all = latestFirst([
        ...(stated.get(id) ?? []).map((row) => ({ ...row, order: BigInt(row.article_id) })),
        ...told.flatMap(({ said }, n) => {
          const row = said.get(id);
          return row ? { ...row, order: orderOf(n) } : [];
        }),
      ]);
      const described = all.filter(({ description }) => description !== null).slice(0, LATEST_STATED);
      return [...new Set([...described, ...all.filter(({ age }) => age !== null).slice(0, LATEST_STATED)])];
    },
    async sharedWith(candidates, here) {
      const stored = Map.groupBy(await companyOf(db, candidates, here), (row) => row.id);
      const articles = new Map(
        candidates.map((id) => {
          const rows = (stored.get(id) ?? []).map((row) => ({
            ...row,
            order: BigInt(row.article_id),
            sharedActors: row.shared_actors,
            sharedPlaces: row.shared_places,
          }));
          return [id, latestFirst([...rows, ...sharedIn(told, id, here)]).slice(0, LATEST_NAMING)] as const;
        }),
      );
      const shared = new Set([...articles.values()].flat().flatMap(({ sharedActors }) => sharedActors));
      const counts = await namingCountsOf(db, [...shared], RARE_ARTICLES + 1);
      return {
        articlesOf: (candidate) => articles.get(candidate) ?? [],
        articlesNaming: (id) => (counts.get(id) ?? 0) + told.filter(({ said }) => said.has(id)).length,
      };
    },
  };
}

function sharedIn(told: readonly ToldArticle[], id: Id, { actors, places }: Here) {
  return told.flatMap((article, n) => {
    const row = article.said.get(id);
    if (!row) return [];
    const sharedActors = actors.filter((actor) => actor !== id && article.actors.has(actor));
    const sharedPlaces = places.filter((place) => article.places.includes(place));
    return [{ ...row, order: orderOf(n), sharedActors, sharedPlaces }];
  });
}

/** What is not stored yet will have higher numbers than all that is. */
function orderOf(n: number): bigint {
  return (1n << 62n) + BigInt(n);
}

function latestFirst<T extends { readonly at: number; readonly order: bigint }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => b.at - a.at || (a.order < b.order ? 1 : -1));
}
