import type { Reader } from '../db/reader.ts';
import type { Id, Scope } from '../db/tables.ts';
import type { Live } from './live.ts';
import type { Together } from './relation/loaders.ts';

/** What a request brings to the resolvers; the server makes one for each. */
export interface Context extends Reader {
  /** Of the API key or token; everybody has `read` where anonymous reading is on. */
  readonly scopes: ReadonlySet<Scope>;
  /** The API key or the subject of the token, as it goes on record; null for an anonymous request. */
  readonly callerName: string | null;
  readonly requestId: string;
  /** The write river, which the schema does not know otherwise. */
  readonly ingest: (input: IngestInput) => Promise<IngestOutcome>;
  /** What editors decide of actors, which links and stores as the write river does. */
  readonly curation: Curation;
  /** What subscriptions listen to. */
  readonly live: Live;
  /** Hears how many keys each batch of the loaders reads together. */
  readonly onBatch?: ((keys: number) => void) | null | undefined;
  /** False: each level of an operation is read by itself. */
  readonly lookAhead?: boolean;
  /** Where the loaders of several executions meet; there in those of subscriptions alone. */
  readonly together?: Together;
}

/** Whom a decision goes on record for. */
export function callerOf({ callerName }: Context): string {
  return callerName ?? 'nobody';
}

export interface IngestInput {
  /** An article as scraped. */
  readonly text: string;
  /** The article's address, where the text does not carry it. */
  readonly url: string | null;
  /** BCP 47; null: English. */
  readonly language: string | null;
  /** IANA name, for printed times without a zone. */
  readonly timeZone: string | null;
  /** RFC 3339; null: none but what the text states. */
  readonly embargoedUntil: string | null;
}

export type IngestOutcome =
  | { readonly kind: 'stored' | 'unchanged' | 'retracted'; readonly articleId: Id; readonly version: number }
  | { readonly kind: 'refused'; readonly reason: string; readonly message: string };

/** Each is one transaction; `by` is who decides. */
export interface Curation {
  readonly mergeActors: (
    merge: { readonly keepId: Id; readonly mergedIds: readonly Id[]; readonly reason: string },
    by: string,
  ) => Promise<ActorCurationOutcome>;
  readonly splitActor: (
    split: {
      readonly actorId: Id;
      readonly articleIds: readonly Id[];
      readonly name: string | null;
      readonly reason: string;
    },
    by: string,
  ) => Promise<ActorCurationOutcome>;
  readonly undoDecision: (decisionId: Id, by: string) => Promise<ActorCurationOutcome>;
}

export type ActorCurationOutcome =
  | {
      readonly kind: 'decided';
      readonly changed: boolean;
      readonly actorId: Id;
      readonly decisionId: Id | null;
    }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly message: string;
      readonly decisionIds: readonly Id[];
    };
