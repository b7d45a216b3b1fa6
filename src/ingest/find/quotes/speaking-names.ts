import type { TaggedName } from '../names/names.ts';
import { GROUP_NOUNS, isRoleNoun } from '../names/names-lexicon.ts';
import { isDemonym } from '../names/places.ts';
import type { Token } from '../tokens.ts';
import { cueOf } from './cues.ts';

const NO_NAME =
  /^(?:i|he|she|it|we|you|they|who|which|what|that|this|these|those|the|a|an|one|two|three|another|others|several|enough|whenever|mine|just|even|people|police|some|many|most|both|all|each|none|nobody|everyone|everybody|someone|somebody|anyone|no|not|and|but|or|so|then|when|while|as|if|in|on|at|by|for|from|with|of|to|about|after|before|also|later|now|here|there|how|why|where|according|his|her|their|its|my|our|your|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|said|says|asked|told|mr\.?|mrs\.?|ms\.?|dr\.?)$/;
const STEP = /^(?:also|has|had|later|then|once|recently|first|just|went|goes|on|to)$/;
const SAYS = /^(?:says|writes|tells|adds|asks|argues|claims|notes|warns)$/;
const ENDS_NAME = /^(?:|in|on|at|of|to|who|after|before|during|as|when|while|through|via|late|early)$/;
const CLOSING = /^[”"’»,]$/;

/** Adds the capitalised words that no rule took for a name, though somebody speaks under them: "…," Will wrote; said Baron. Once known they are names elsewhere too. */
export function withSpeakingNames(tokens: readonly Token[], names: readonly TaggedName[]): TaggedName[] {
  const taken = new Uint8Array(tokens.length);
  const surnames = new Set<string>();
  for (const { first, last, kind } of names) {
    taken.fill(1, first, last + 1);
    if (kind === 'person' && last > first) surnames.add(tokens[last]!.text);
  }
  const open = tokens.flatMap((token, index) =>
    couldBeName(token) && !taken[index - 1] && !taken[index] && !taken[index + 1] ? [index] : [],
  );
  const speaks = (index: number) => saysNext(tokens, index) || saidBy(tokens, index);
  const heard = new Set(open.filter(speaks).flatMap((index) => spreadable(tokens[index]!)));
  const added: TaggedName[] = [];
  open.forEach((index) => {
    const token = tokens[index]!;
    if (!speaks(index) && !(heard.has(token.text) && (!opens(tokens, index) || doesNext(tokens, index))))
      return;
    const kind = surnames.has(token.text) ? 'person' : 'unknown';
    added.push({ first: index, last: index, kind, confidence: kind === 'person' ? 0.8 : 0.5 });
  });
  return added.length === 0 ? [...names] : [...names, ...added].sort((a, b) => a.first - b.first);
}

function couldBeName({ shape, text, lower }: Token): boolean {
  if (shape !== 'capital' || isRoleNoun(lower) || GROUP_NOUNS.has(lower)) return false;
  return /^\p{L}{2,}$/u.test(text) && !NO_NAME.test(lower) && text !== text.toUpperCase();
}

function spreadable({ text }: Token): string[] {
  return isDemonym(text) ? [] : [text];
}

/** "Will wrote", "Will has said"; behind a full stop no plural ("Growers said"). */
function saysNext(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  const first = opens(tokens, index);
  if (first && /[^s]s$/.test(tokens[index]!.text)) return false;
  if (
    before &&
    !first &&
    !CLOSING.test(before.text) &&
    !/^(?:and|as|but|that|what|while)$/.test(before.lower)
  )
    return false;
  let at = index + 1;
  while (at < index + 4 && STEP.test(tokens[at]?.lower ?? '')) at += 1;
  const cue = tokens[at]?.shape === 'lower' ? cueOf(tokens[at]!.lower) : null;
  if (!cue || (cue.form !== 'past' && !SAYS.test(tokens[at]!.lower))) return false;
  return cue.class === 'say' || (cue.class === 'speech' && !first);
}

function opens(tokens: readonly Token[], index: number): boolean {
  return index === 0 || tokens[index]!.afterBreak || /^[.?!:;”"’]$/.test(tokens[index - 1]!.text);
}

/** "Will, who …", "Will described …". */
function doesNext(tokens: readonly Token[], index: number): boolean {
  const [next, second] = [tokens[index + 1], tokens[index + 2]];
  if (next?.text === ',') return second?.lower === 'who';
  const cue = next?.shape === 'lower' ? cueOf(next.lower) : null;
  return cue !== null && cue.form !== 'base' && cue.form !== 'participle';
}

/** “…,” said Baron. */
function saidBy(tokens: readonly Token[], index: number): boolean {
  const verb = tokens[index - 1];
  const quote = tokens[index - 2];
  if (verb?.shape !== 'lower' || !quote || !/^[”"’»]$/.test(quote.text)) return false;
  const cue = cueOf(verb.lower);
  const next = tokens[index + 1];
  return (
    cue?.class === 'say' &&
    cue.form !== 'base' &&
    (next?.shape === 'sign' || ENDS_NAME.test(next?.lower ?? ''))
  );
}
