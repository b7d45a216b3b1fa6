import type { ActorKind } from '../reading.ts';

/** Someone whom an article names, in the text, its byline or as its publisher. */
export interface NamedActor {
  readonly kind: ActorKind;
  readonly name: string;
  readonly aliases: readonly string[];
  /** As the source itself states it: the same item is the same actor, and another one never is. */
  readonly wikidataId?: string | null;
  /** Who it is, in the words of the text. */
  readonly description?: string | null;
  /** In years, as the text states it. */
  readonly age?: number | null;
}

/** Longer ones are a reading's mistake, and no index holds them. */
const LONGEST_CHARS = 200;
const LEADING_ARTICLE = /^the\s+/i;

/** A bare surname or first name says of a person too little to know them again by, unless the source says who it is. */
export function isLinkable({ kind, name, wikidataId }: NamedActor): boolean {
  return fits(name) && (kind === 'organization' || words(name).length > 1 || Boolean(wikidataId));
}

/** The name with and without its "The", by which the same house is called. */
export function nameForms({ kind, name }: NamedActor): string[] {
  if (kind === 'person') return [name];
  const bare = name.replace(LEADING_ARTICLE, '');
  return bare === '' ? [name] : [name, bare === name ? `The ${name}` : bare];
}

/**
 * Aliases to know an actor again by: of several words, or an organization's acronym. The tail of an organization's own name
 * is none, since many share it: "Foreign Ministry" of "Norlian Foreign Ministry".
 */
export function aliasForms(actor: NamedActor): string[] {
  const own = new Set(nameForms(actor));
  return [...new Set(actor.aliases)].filter((alias) => {
    if (!fits(alias) || own.has(alias)) return false;
    if (words(alias).length === 1) return actor.kind === 'organization' && isAcronym(alias);
    return actor.kind === 'person' || !actor.name.endsWith(` ${alias.replace(LEADING_ARTICLE, '')}`);
  });
}

/** "NATO", "U.N.", "SDU". */
export function isAcronym(name: string): boolean {
  return /^(?:\p{Lu}\.?){2,8}$/u.test(name) || /^(?:\p{Lu}\p{Ll}?){2,6}$/u.test(name);
}

function fits(name: string): boolean {
  return name.length <= LONGEST_CHARS && /[\p{L}\p{N}]/u.test(name);
}

function words(name: string): string[] {
  return name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
}
