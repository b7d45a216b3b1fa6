import type { Token } from '../tokens.ts';
import type { NameChain } from './name-chains.ts';
import { isPlaceHead } from './places.ts';

const IN_PLACE = /^(?:in|at|near|across|throughout|outside|inside|around|towards|toward)$/;
const ALONG = /^(?:on|along|down|up|off|from|to|through|via)$/;
const STREET = /^(?:lane|road|street|avenue|boulevard|terrace|drive|square|quay|hill|bridge|island|river)$/;
const GOES_TO = /^(?:travel(?:s|l?ed|l?ing)?|flew|fl(?:y|ies|ying)|drove|sailed|trip|returned|marched|fled)$/;
/** Before "of", "from" or "to": what belongs to a place, not to a person. */
const OF_PLACE =
  /^(?:city|cities|town|towns|village|villages|hamlet|hamlets|port|ports|island|islands|isle|state|states|province|provinces|region|regions|district|districts|county|capital|mayor|governor|outskirts|suburbs?|coast|shores?|north|south|east|west|northeast|northwest|southeast|southwest|streets|waters|people|residents|valley|kingdom|republic|borough|parish)$/;
/** Before "of", "in", "by" or "from": what belongs to a company or another body. */
const OF_COMPANY = /^(?:subsidiary|parent|takeover)$/;
const OF_BODY =
  /^(?:unit|arm|branch|shares?|stake|stock|employees?|shareholders?|owned|merger|acquisition|director|chairman|chairwoman|chair|head|leader|spokesman|spokeswoman|member|members|employed|owners?|bought)$/;
const BODYS_OWN =
  /^(?:shares?|stock|stocks|employees|shareholders|executives|subsidiary|factory|plant|plants|group|officials|spokesman|spokeswoman|chairman|union)$/;
const MONTH =
  /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)\.?$/;

/** "In", "near", "mayor of", "islands of Orm and", a dateline: what speaks for a place. */
export function placeAround(tokens: readonly Token[], chain: NameChain): number {
  if (isDateline(tokens, chain)) return 4;
  const at = tokens[chain.first - 1]?.lower === 'the' ? chain.first - 2 : chain.first - 1;
  const before = tokens[at]?.lower ?? '';
  const headed = STREET.test(tokens[chain.last]!.lower);
  if (headed && (ALONG.test(before) || (before === 'of' && tokens[at - 1]?.lower === 'out'))) return 3;
  if (IN_PLACE.test(before) && at === chain.first - 1) return chain.last > chain.first ? 2 : 1;
  if (IN_PLACE.test(before) && isPlaceHead(tokens[chain.last]!.text)) return 2;
  if (/^(?:to|in|from|on)$/.test(before) && GOES_TO.test(tokens[at - 1]?.lower ?? '')) return 2;
  return before === 'of' && OF_PLACE.test(tokens[at - 1]?.lower ?? '') ? 2 : listedPlace(tokens, chain);
}

/** "A subsidiary of", "shares in", "… shares": what speaks for a company or another body. */
export function bodyAround(tokens: readonly Token[], chain: NameChain): number {
  const at = tokens[chain.first - 1]?.lower === 'the' ? chain.first - 2 : chain.first - 1;
  const noun = /^(?:of|in|by|with|at|for)$/.test(tokens[at]?.lower ?? '')
    ? (tokens[at - 1]?.lower ?? '')
    : '';
  const owned = OF_COMPANY.test(noun) ? 2 : OF_BODY.test(noun) ? 1.5 : 0;
  const after = tokens[chain.last + 1];
  const owns = after?.shape === 'lower' && after.afterSpace && BODYS_OWN.test(after.lower);
  return owned + (owns ? 1 : 0);
}

/** "SARNBY, March 3 (…)", "Sarnby —" at the start of a paragraph. */
function isDateline(tokens: readonly Token[], chain: NameChain): boolean {
  if (!tokens[chain.first]!.afterBreak && chain.first !== 0) return false;
  const [sign, next] = [tokens[chain.last + 1], tokens[chain.last + 2]];
  if (sign?.text === ',' && next && MONTH.test(next.lower)) return tokens[chain.last + 3]?.shape === 'number';
  const shouted = tokens[chain.first]!.text === tokens[chain.first]!.text.toUpperCase();
  return shouted && (/^[—–]$/.test(sign?.text ?? '') || (sign?.text === '(' && next?.shape === 'capital'));
}

/** "The islands of Great Orm, Morrow and Selk": all of them are places. */
function listedPlace(tokens: readonly Token[], chain: NameChain): number {
  let at = chain.first - 1;
  const floor = Math.max(0, at - 12);
  while (at > floor && (tokens[at]!.shape === 'capital' || /^(?:,|and|or)$/.test(tokens[at]!.lower))) at -= 1;
  const listed = at < chain.first - 1 && tokens[at]!.lower === 'of';
  return listed && OF_PLACE.test(tokens[at - 1]?.lower ?? '') && tokens[at - 1]!.lower.endsWith('s') ? 2 : 0;
}
