import type { ActorKind } from '../reading.ts';
import type { Gender } from './names/given-names.ts';
import type { StatedRole } from './names/titles.ts';

/** A person or an organization while the text is being read. */
export interface Actor {
  readonly index: number;
  readonly kind: ActorKind;
  name: string;
  /** The words of the first name found for it, in lower case. */
  readonly words: readonly string[];
  readonly aliases: Set<string>;
  readonly roles: { readonly role: StatedRole; readonly name: number }[];
  gender: Gender | null;
  confidence: number;
  /** Indexes of its names in the text. */
  readonly mentions: number[];
}

export interface Cast {
  readonly actors: Actor[];
  /** Per tagged name: index of its actor; -1 where it is none's or stays open. */
  readonly actorOfName: Int32Array;
  /** By each word of a stated role, in lower case; at most 30 actors a word. */
  readonly actorsByRole: Map<string, Actor[]>;
}
