import type { Token } from '../../tokens.ts';
import { CLUB, knownAs, TEAM_HOME } from '../known-names.ts';
import { isCountry } from '../places.ts';

/** Subject or object of a match: "Kellmouth beat Sarnby". */
const PLAYS =
  /^(?:beat|beats|defeated|thrashed|edged|downed|routed|crushed|hammered|trounced|outscored|trail|trailed|host|hosted|drew|v|vs|v\.|vs\.|lost|won|win|clinched|signed|swept|visit|visited)$/;
const OPPOSED =
  /^(?:beat|beats|defeated|thrashed|edged|downed|routed|crushed|hammered|trounced|against|over|v|vs|v\.|vs\.)$/;
const LOCATED = /^(?:in|at|near|outside|around)$/;
const LONGEST_ROW = 30;
const SHARE_OF_SMALL_WORDS = 0.3;

/** Names of clubs in a text on sport, by their words in lower case: from its tables of results, and from who plays whom. */
export function teamsIn(tokens: readonly Token[], sport: number): ReadonlySet<string> {
  const teams = new Set<string>();
  if (sport === 0) return teams;
  for (let first = 0; first < tokens.length; ) {
    let end = first + 1;
    while (end < tokens.length && !tokens[end]!.afterBreak) end += 1;
    for (const name of isRow(tokens, first, end) ? inRow(tokens, first, end) : inProse(tokens, first, end))
      teams.add(name);
    first = end;
  }
  return teams;
}

/** Is the name here the club's, not the town's? "In Kellmouth" and the head of a dispatch are the town. */
export function standsForTeam(
  tokens: readonly Token[],
  first: number,
  last: number,
  teams: ReadonlySet<string>,
): boolean {
  if (teams.size === 0 || !teams.has(wordsOf(tokens, first, last))) return false;
  if (LOCATED.test(tokens[first - 1]?.lower ?? '')) return false;
  const after = tokens[last + 1];
  const dispatch =
    tokens[first]!.afterBreak && (after?.text === ',' || /^(?:19|20)\d\d/.test(after?.text ?? ''));
  return !dispatch && !(after?.text === ',' && isCountry(tokens[last + 2]?.text ?? ''));
}

/** A line of a table: names and figures, hardly a word between them. */
function isRow(tokens: readonly Token[], first: number, end: number): boolean {
  if (end - first > LONGEST_ROW || end - first < 2) return false;
  let [figures, small] = [0, 0];
  for (let at = first; at < end; at += 1) {
    if (tokens[at]!.shape === 'number') figures += 1;
    else if (tokens[at]!.shape === 'lower') small += 1;
  }
  return figures > 1 && small <= (end - first) * SHARE_OF_SMALL_WORDS;
}

/** "Kellmouth 3 Sarnby 0", "Kellmouth 12 7 3 2 20 11 24"; a player's figures are in brackets, or behind a full name. */
function inRow(tokens: readonly Token[], first: number, end: number): string[] {
  const found: string[] = [];
  let depth = 0;
  for (let at = first; at < end; at += 1) {
    if (tokens[at]!.text === '(') depth += 1;
    else if (tokens[at]!.text === ')') depth -= 1;
    if (depth > 0 || tokens[at]!.shape !== 'capital') continue;
    const last = chainEnd(tokens, at, end);
    const counted = tokens[last + 1]?.shape === 'number' && last + 1 < end;
    if (counted && (last === at || isKnownTeam(tokens, at, last)) && mayBeTeam(tokens, at, last))
      found.push(wordsOf(tokens, at, last));
    at = last;
  }
  return found.length > 1 || figuresBehind(tokens, first, end) ? found : [];
}

function figuresBehind(tokens: readonly Token[], first: number, end: number): boolean {
  let figures = 0;
  for (let at = first; at < end; at += 1) if (tokens[at]!.shape === 'number') figures += 1;
  return figures > 3;
}

function inProse(tokens: readonly Token[], first: number, end: number): string[] {
  const found: string[] = [];
  for (let at = first; at < end; at += 1) {
    if (tokens[at]!.shape !== 'capital') continue;
    const last = chainEnd(tokens, at, end);
    const plays = PLAYS.test(tokens[last + 1]?.lower ?? '') || OPPOSED.test(tokens[at - 1]?.lower ?? '');
    if (plays && isKnownTeam(tokens, at, last) && mayBeTeam(tokens, at, last))
      found.push(wordsOf(tokens, at, last));
    at = last;
  }
  return found;
}

function chainEnd(tokens: readonly Token[], first: number, end: number): number {
  let last = first;
  while (last + 1 < end && tokens[last + 1]!.shape === 'capital' && tokens[last + 1]!.afterSpace) last += 1;
  return last;
}

function isKnownTeam(tokens: readonly Token[], first: number, last: number): boolean {
  return (knownAs(wordsOf(tokens, first, last)) & (CLUB | TEAM_HOME)) !== 0;
}

/** National teams are named by their countries, which stay places; two letters are a column's head. */
function mayBeTeam(tokens: readonly Token[], first: number, last: number): boolean {
  const text = wordsOf(tokens, first, last);
  return text.length > 2 && !isCountry(text) && !NO_TEAM.test(text);
}

const NO_TEAM =
  /^(?:extras|total|overs|round|group|division|league|pool|game|match|set|lap|day|week|attendance|half-?time|scorers?|bowling|result|results|standings|fixtures|played|points|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|(?:mon|tues|wednes|thurs|fri|satur|sun)day|caps|east|west|central|north|south)$/;

function wordsOf(tokens: readonly Token[], first: number, last: number): string {
  let text = tokens[first]!.lower;
  for (let at = first + 1; at <= last; at += 1) text += ` ${tokens[at]!.lower}`;
  return text;
}
