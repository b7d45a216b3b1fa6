import type { Actor } from '../cast.ts';
import { ORGANIZATION_JOINTS } from './names-lexicon.ts';

/** Finds the actors of one text by any form of their names, in constant time. Words are in lower case. */
export interface Directory {
  add(actor: Actor): void;
  /** By first and last word: a middle initial or a nickname makes nobody else. */
  personByEnds(words: readonly string[]): Actor | null;
  peopleBySurname(surname: string): readonly Actor[];
  /** Null where two people share the first name. */
  personByGivenName(name: string): Actor | null;
  organizationByName(words: readonly string[]): Actor | null;
  organizationByInitials(letters: string): Actor | null;
  /** By its first words, where only one organization begins with them. */
  organizationByStart(words: readonly string[]): Actor | null;
  /** By its last word ("the Rovers"), where only one organization ends with it. */
  organizationByEnd(word: string): Actor | null;
  byName(name: string, kind: string): Actor | null;
}

export function directoryOf(): Directory {
  const names = new Map<string, Actor>();
  const ends = new Map<string, Actor>();
  const surnames = new Map<string, Actor[]>();
  const given = new Map<string, Actor[]>();
  const initials = new Map<string, Actor>();
  const starts = new Map<string, Actor[]>();
  const tails = new Map<string, Actor[]>();

  const addPerson = (actor: Actor) => {
    const { words } = actor;
    if (words.length < 2) return;
    ends.set(endsOf(words), actor);
    push(surnames, words.at(-1)!, actor);
    push(given, words[0]!, actor);
  };
  const addOrganization = (actor: Actor) => {
    const { words } = actor;
    if (words.length < 2) return;
    const heavy = words.filter((word) => !ORGANIZATION_JOINTS.has(word) && !/^[’']s$/.test(word));
    push(tails, words.at(-1)!, actor);
    initials.set(initialsOf(heavy), actor);
    initials.set(initialsOf(words), actor);
    for (let length = 1; length < Math.min(words.length, 6); length += 1) {
      push(starts, words.slice(0, length).join(' '), actor);
    }
  };
  return {
    add(actor) {
      const key = `${actor.kind} ${actor.words.join(' ')}`;
      if (!names.has(key)) names.set(key, actor);
      if (actor.kind === 'person') addPerson(actor);
      else addOrganization(actor);
    },
    personByEnds: (words) => ends.get(endsOf(words)) ?? null,
    peopleBySurname: (surname) => surnames.get(surname) ?? [],
    personByGivenName: (name) => only(given.get(name)),
    organizationByName: (words) => names.get(`organization ${words.join(' ')}`) ?? null,
    organizationByInitials: (letters) => initials.get(letters) ?? null,
    organizationByStart: (words) => (words[0]!.length > 2 ? only(starts.get(words.join(' '))) : null),
    organizationByEnd: (word) => only(tails.get(word)),
    byName: (name, kind) => names.get(`${kind} ${name}`) ?? null,
  };
}

function endsOf(words: readonly string[]): string {
  return `${words[0]} ${words.at(-1)}`;
}

function initialsOf(words: readonly string[]): string {
  return words.map((word) => word[0]).join('');
}

function push(map: Map<string, Actor[]>, key: string, actor: Actor): void {
  const list = map.get(key);
  if (list) list.push(actor);
  else map.set(key, [actor]);
}

function only(actors: readonly Actor[] | undefined): Actor | null {
  return actors?.length === 1 ? actors[0]! : null;
}
