import type { ActorKind } from '../../reading.ts';
import type { Actor, Cast } from '../cast.ts';
import type { Token } from '../tokens.ts';
import { type Directory, directoryOf } from './actor-directory.ts';
import { type Gender, genderOfGivenName } from './given-names.ts';
import type { TaggedName } from './names.ts';
import { FEMALE_HONORIFICS, MALE_HONORIFICS } from './names-lexicon.ts';
import { appositionAfter, roleBeforeComma, roleOfBody, titleBefore } from './titles.ts';

const MOST_BEARERS = 30;
/** The first word of their names is a place ("Corrane Assembly"), of a company's name the company ("Orsvik Shipping"). */
const PUBLIC_BODY =
  /^(?:assembly|parliament|council|government|university|college|school|institute|authority|commission|court|ministry|police|party|office|agency|federation|association|union|committee|department|board|hospital|museum|news|today|post|times|courier|herald|tribune)$/;

interface Naming {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly names: readonly TaggedName[];
  readonly words: readonly (readonly string[])[];
  readonly cast: Cast;
  readonly directory: Directory;
}

/** Joins the names of a text to people and organizations: full names first, then what stands for them. */
export function castOf(text: string, tokens: readonly Token[], names: readonly TaggedName[]): Cast {
  const cast: Cast = {
    actors: [],
    actorOfName: new Int32Array(names.length).fill(-1),
    actorsByRole: new Map(),
  };
  const words = names.map((name) => wordsOf(tokens, name));
  const naming: Naming = { text, tokens, names, words, cast, directory: directoryOf() };
  names.forEach((name, index) => {
    if (words[index]!.length > 1 && (name.kind === 'person' || name.kind === 'organization'))
      joinFull(naming, index);
  });
  names.forEach((_, index) => {
    if (cast.actorOfName[index] === -1) joinShort(naming, index);
  });
  for (const actor of cast.actors) actor.mentions.sort((a, b) => a - b);
  return cast;
}

/** Makes an actor of a name that no rule could place, because somebody is known to speak under it. */
export function promote(
  text: string,
  tokens: readonly Token[],
  names: readonly TaggedName[],
  cast: Cast,
  index: number,
  kind: ActorKind,
): Actor {
  const words = names.map((name, at) => (cast.actorOfName[at] === -1 ? wordsOf(tokens, name) : []));
  const naming: Naming = { text, tokens, names, words, cast, directory: directoryOf() };
  const actor = addActor(naming, kind, index);
  const own = words[index]!.join(' ');
  names.forEach((_, at) => {
    if (cast.actorOfName[at] === -1 && words[at]!.join(' ') === own) addMention(naming, actor, at);
  });
  return actor;
}

export function nameText(text: string, tokens: readonly Token[], name: TaggedName): string {
  return text.slice(tokens[name.first]!.start, tokens[name.last]!.end).replace(/\s+/g, ' ');
}

/** "Frances “Frankie” Oduya-Lund" is Frances Oduya-Lund. */
function withoutNickname(name: string): string {
  return name.replace(/ [“"‘'][^”"’']+[”"’'](?= )/g, '');
}

function wordsOf(tokens: readonly Token[], name: TaggedName): string[] {
  const words: string[] = [];
  for (let at = name.first; at <= name.last; at += 1) {
    const token = tokens[at]!;
    if (token.shape !== 'sign' && !/^[JS]r\.?$/.test(token.text)) words.push(token.lower);
  }
  return words;
}

function joinFull(naming: Naming, index: number): void {
  const { directory, names, words } = naming;
  const kind = names[index]!.kind as ActorKind;
  const known =
    kind === 'person' ? directory.personByEnds(words[index]!) : directory.organizationByName(words[index]!);
  addMention(naming, known ?? addActor(naming, kind, index), index);
}

/** Surnames, first names, acronyms and the first words of an organization's name. */
function joinShort(naming: Naming, index: number): void {
  const name = naming.names[index]!;
  const own = naming.words[index]!;
  if (name.kind === 'place' || own.length === 0) return;
  const known = acronymBearer(naming, index) ?? bearer(naming, index);
  if (known) addMention(naming, known, index);
  else if (name.kind !== 'unknown') addMention(naming, addActor(naming, name.kind, index), index);
}

function acronymBearer({ directory, names, tokens, words }: Naming, index: number): Actor | null {
  const token = tokens[names[index]!.first]!;
  const shouted = words[index]!.length === 1 && /^[\p{Lu}.]{2,7}$/u.test(token.text);
  return shouted ? directory.organizationByInitials(token.lower.replaceAll('.', '')) : null;
}

function bearer({ directory, names, tokens, words }: Naming, index: number): Actor | null {
  const own = words[index]!;
  const name = names[index]!;
  if (own.length === 1 && name.kind !== 'organization') {
    const bearers = directory.peopleBySurname(own[0]!);
    const person =
      nearestBearer(bearers, honorificGender(tokens, name), index) ?? directory.personByGivenName(own[0]!);
    if (person) return person;
  }
  const organization = name.kind === 'person' ? null : directory.organizationByStart(own);
  const ofPlace = own.length === 1 && PUBLIC_BODY.test(organization?.words.at(-1) ?? '');
  if (organization && !ofPlace) return organization;
  const same = directory.byName(own.join(' '), name.kind);
  if (same || own.length > 1 || name.kind !== 'organization') return same;
  return directory.organizationByEnd(own[0]!);
}

/** Two bear the surname: the form of address decides, then who was named last. */
function nearestBearer(bearers: readonly Actor[], gender: Gender | null, index: number): Actor | null {
  let best: Actor | null = null;
  let nearest = -2;
  for (const actor of bearers.slice(0, 8)) {
    if (gender !== null && actor.gender !== null && actor.gender !== gender) continue;
    const last = actor.mentions.findLast((at) => at < index) ?? -1;
    if (last > nearest) [best, nearest] = [actor, last];
  }
  return best;
}

function addActor(naming: Naming, kind: ActorKind, index: number): Actor {
  const own = nameText(naming.text, naming.tokens, naming.names[index]!);
  const actor: Actor = {
    index: naming.cast.actors.length,
    kind,
    name: kind === 'person' ? withoutNickname(own) : own,
    words: naming.words[index]!,
    aliases: new Set(),
    roles: [],
    gender: null,
    confidence: 0,
    mentions: [],
  };
  naming.cast.actors.push(actor);
  naming.directory.add(actor);
  return actor;
}

function addMention({ text, tokens, names, cast }: Naming, actor: Actor, index: number): void {
  const name = names[index]!;
  const whole = nameText(text, tokens, name);
  const form = name.kind === 'person' ? withoutNickname(whole) : whole;
  if (form !== whole) actor.aliases.add(whole);
  if (form.length > actor.name.length && name.kind === actor.kind) {
    actor.aliases.add(actor.name);
    actor.name = form;
  } else if (form !== actor.name) actor.aliases.add(form);
  actor.aliases.delete(actor.name);
  actor.mentions.push(index);
  actor.confidence = Math.max(actor.confidence, name.kind === actor.kind ? name.confidence : 0.5);
  cast.actorOfName[index] = actor.index;
  if (actor.kind !== 'person') return;
  actor.gender = honorificGender(tokens, name) ?? actor.gender ?? genderOfGivenName(tokens[name.first]!.text);
  const role =
    titleBefore(tokens, names, index) ??
    appositionAfter(tokens, name) ??
    roleOfBody(tokens, names, index) ??
    roleBeforeComma(tokens, name);
  if (!role) return;
  actor.roles.push({ role, name: index });
  for (const { lower } of tokens.slice(role.first, role.last + 1)) {
    const bearers = cast.actorsByRole.get(lower) ?? [];
    if (bearers.length < MOST_BEARERS && !bearers.includes(actor))
      cast.actorsByRole.set(lower, [...bearers, actor]);
  }
}

function honorificGender(tokens: readonly Token[], name: TaggedName): Gender | null {
  const before = tokens[name.first - 1]?.lower ?? '';
  if (FEMALE_HONORIFICS.has(before)) return 'she';
  return MALE_HONORIFICS.has(before) ? 'he' : null;
}
