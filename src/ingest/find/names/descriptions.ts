import type { Actor } from '../cast.ts';
import type { Token } from '../tokens.ts';
import type { StatedRole } from './titles.ts';

/** They say whose somebody is, not who. */
const RELATION =
  /^(?:brother|sister|mother|father|aunt|uncle|cousin|niece|nephew|son|daughter|husband|wife|grandfather|grandmother|grandson|granddaughter|neighbou?r|friend|colleague|rival|opponent|critic|partner|ally|guest|heir|heiress|fan|supporter)$/;
const LEADS_NOWHERE = /^(?:of|for|at|in|with|from|to|on|by|the|a|an|whose|whom|and|or|as|,|[’'])$/;
const RELATIVE = /^(?:whose|whom|who|which|that|where|when)$/;

/** What a news reader is told about a person, of all roles that the text states; null where it states none. */
export function descriptionOf(actor: Actor, text: string, tokens: readonly Token[]): string | null {
  for (const { role } of actor.roles) {
    const words = roleWords(text, tokens, role);
    if (words !== null) return words;
  }
  return null;
}

/** "General secretary" for "'s general secretary"; null for "'s younger brother", which leads nowhere alone. */
function roleWords(text: string, tokens: readonly Token[], role: StatedRole): string | null {
  let { first, last } = role;
  for (let at = role.head + 1; at <= last; at += 1) if (RELATIVE.test(tokens[at]!.lower)) last = at - 1;
  const owned = tokens[first]!.shape === 'possessive' || /^[’']$/.test(tokens[first]!.text);
  while (first < role.head && (owned || LEADS_NOWHERE.test(tokens[first]!.lower)) && isLead(tokens[first]!))
    first += 1;
  while (last > role.head && LEADS_NOWHERE.test(tokens[last]!.lower)) last -= 1;
  const alone = last === role.head && !hasOwner(tokens, first, role.head);
  if (RELATION.test(tokens[role.head]!.lower) && alone) return null;
  return text.slice(tokens[first]!.start, tokens[last]!.end).replace(/\s+/g, ' ');
}

function isLead(token: Token): boolean {
  return token.shape === 'possessive' || token.shape === 'sign' || LEADS_NOWHERE.test(token.lower);
}

/** "The mayor’s cousin": whose is said. */
function hasOwner(tokens: readonly Token[], first: number, head: number): boolean {
  return tokens.slice(first, head).some(({ shape }, at) => shape === 'possessive' && at > 0);
}
