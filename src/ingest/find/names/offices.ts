import type { Token } from '../tokens.ts';
import { isGivenName } from './given-names.ts';
import type { TaggedName } from './names.ts';
import { isRoleNoun, ROLE_NOUNS } from './names-lexicon.ts';

/** Offices that are too rare, or too often a surname, for the lists that names are learned with. */
const OFFICES = words(
  'reeve portreeve vicar curate canon deacon archdeacon beadle verger sexton bailiff alderman alderwoman constable brigadier commodore corporal coastguard coxswain bosun purser matron almoner abbess abbot prior prioress laird chieftain warden',
);
/** What such an office may be of, or how high it is, capitalised with it: "Harbour Master", "Wing Commander", "Head Teacher". */
const OF_OFFICES = words(
  'harbour harbor port dock lock bridge town village parish borough district county city club team squad wing flight squadron group station night ward head deputy master lead parks planning housing water waste works traffic road roads rail railway transit market data protection privacy human resources medical scientific technical technology operating marketing sales communications creative artistic musical petty warrant non-executive honorary council election returning customs tax fisheries forest game animal river flood pier mine mill estate quarry',
);
/** Offices with what they are of, and anything else without. */
const HEADS = words('master mistress keeper steward');
const LONGEST_TITLE = 3;
/** That somebody is named behind an office. */
const NAMED_BY_OFFICE = 0.75;

/** The names without the offices that were taken for a part of them, or for somebody of their own before one. */
export function withoutOffices(tokens: readonly Token[], names: readonly TaggedName[]): TaggedName[] {
  const people = new Map(names.filter(({ kind }) => kind === 'person').map((name) => [name.first, name]));
  const alone = new Set([...people.values()].map((name) => textOf(tokens, name.first, name.last)));
  const seen = new Set(tokens.filter(({ shape }) => shape === 'lower').map(({ text }) => text));
  const isCommon = ({ lower }: Token) => OF_OFFICES.has(lower) || seen.has(lower);
  return names.flatMap((name) => {
    if (isLoose(name) && opensTitle(tokens, name, people, isCommon)) return [];
    if (name.kind !== 'person' && name.kind !== 'unknown') return [name];
    const first = nameStart(tokens, name, alone, isCommon);
    if (name.kind === 'person') return [{ ...name, first }];
    const isHolder = first > name.first && isOffice(tokens, first - 1);
    return [isHolder ? { ...name, first, kind: 'person', confidence: NAMED_BY_OFFICE } : name];
  });
}

function isLoose({ kind, first, last }: TaggedName): boolean {
  return kind === 'unknown' || (kind === 'person' && first === last);
}

/** "Reeve", "master" in "Harbour Master": whoever is named behind it holds it. */
export function isOffice(tokens: readonly Token[], at: number): boolean {
  const { lower, shape } = tokens[at]!;
  if (shape !== 'capital') return false;
  return OFFICES.has(lower) || (HEADS.has(lower) && isOfOffice(tokens, at - 1));
}

export function isOfOffice(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.shape === 'capital' && OF_OFFICES.has(token.lower) && tokens[at + 1]!.afterSpace;
}

/** Behind an office; at a first name, behind words that the text has in lower case, too, or where it stands without them elsewhere. */
function nameStart(
  tokens: readonly Token[],
  { first, last }: TaggedName,
  alone: ReadonlySet<string>,
  isCommon: (token: Token) => boolean,
): number {
  let allCommon = true;
  for (let at = first + 1; at < last; at += 1) {
    const before = tokens[at - 1]!;
    if (before.shape !== 'capital' || before.text.length < 3 || isGivenName(before.text)) return first;
    allCommon &&= isCommon(before);
    if (tokens[at]!.shape !== 'capital') continue;
    const isFullName = isGivenName(tokens[at]!.text);
    const standsAlone = isFullName && (allCommon || alone.has(textOf(tokens, at, last)));
    if (standsAlone || isOffice(tokens, at - 1) || ROLE_NOUNS.has(before.lower)) return at;
  }
  return first;
}

/** "Wing" before "Commander" and a name. */
function opensTitle(
  tokens: readonly Token[],
  { first, last }: TaggedName,
  people: ReadonlyMap<number, TaggedName>,
  isCommon: (token: Token) => boolean,
): boolean {
  if (!tokens.slice(first, last + 1).every(isCommon)) return false;
  const behind = afterTitle(tokens, last + 1);
  return behind > last + 1 && people.has(behind);
}

/** The first token that is no word of a capitalised title any more. */
export function afterTitle(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < from + LONGEST_TITLE && isTitle(tokens, at)) at += 1;
  return tokens[at]?.afterSpace ? at : from;
}

function isTitle(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.shape !== 'capital' || !token.afterSpace) return false;
  return isRoleNoun(token.lower) || isOffice(tokens, at);
}

function textOf(tokens: readonly Token[], first: number, last: number): string {
  return tokens
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join(' ');
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
