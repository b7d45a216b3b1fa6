import type { Span } from '../../reading.ts';
import { CUE_CLASSES } from '../clues.ts';
import { type Token, tokenIndexAt } from '../tokens.ts';
import { cueOf, SPEECH_NOUNS } from './cues.ts';
import type { MarkedSpan } from './quotes.ts';

/** What tells a quotation from a title, a nickname or a word held at arm's length, without a word of the text. */
// biome-ignore format: a list to be read across
const NAMES = [
  'bias', 'one-word', 'two-words', 'three-words', 'four-words', 'to-seven', 'to-twelve', 'long', 'single',
  'guillemet', 'missing-open', 'missing-close', 'ends-comma', 'ends-stop', 'ends-question', 'comma-follows',
  'stop-follows', 'opens-capital', 'opens-lower', 'title-case', 'all-capitals', 'opens-paragraph',
  'fills-paragraph', 'short-paragraph', 'comma-before', 'colon-before', 'dash-before', 'paren-before',
  'that-before', 'article-before', 'owner-before', 'preposition-before', 'naming-before', 'titled-before',
  'so-called-before', 'noun-before', 'capital-before', 'lower-before', 'say-within', 'speech-within',
  'naming-within', 'think-within', 'stance-within', 'say-behind', 'speech-behind', 'naming-behind',
  'think-behind', 'stance-behind', 'sentence-say', 'sentence-speech', 'sentence-naming', 'lower-follows',
  'capital-follows', 'first-person', 'contraction', 'verb-inside', 'attribute', 'other-quote-near',
  'paragraph-says', 'according', 'short-and-cue', 'short-embedded', 'title-and-noun-follows',
  'speech-noun-before', 'digits', 'work-before',
] as const;
type FeatureName = (typeof NAMES)[number];

export const QUOTATION_FEATURE_COUNT = NAMES.length;
const SLOT = Object.fromEntries(NAMES.map((name, index) => [name, index])) as Record<FeatureName, number>;

const PREPOSITION = /^(?:of|to|with|about|for|from|in|at|on|against|into|by|as|like)$/;
const TITLED =
  /^(?:titled|entitled|named|headlined|nicknamed|known|dubbed|film|movie|book|song|show|series|album|novel|play|program|documentary|episode|article|essay|magazine|game|hit|drama|sitcom|musical|poem|memoir|single)$/;
const NAMED_AS = /^(?:word|words|term|phrase|slogan|so-called|called|label)$/;
const PLAIN_VERB =
  /^(?:is|are|was|were|be|have|has|had|do|does|did|will|would|can|could|should|must|not|don't|get|go|make)$/;
const FIRST_PERSON = /^(?:i|we|my|our|us|me|you|your|i'm|i've|i'd|i'll|we're|we've|we'll|you're)$/;

export interface QuotationContext {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly spans: readonly MarkedSpan[];
  /** Per span: start and end of its paragraph. */
  readonly paragraphOf: readonly Span[];
}

export function quotationFeatures(context: QuotationContext, index: number): Float64Array {
  const vector = new Float64Array(QUOTATION_FEATURE_COUNT);
  const set = (name: FeatureName, value: number | boolean = 1) => {
    if (value) vector[SLOT[name]] = Number(value);
  };
  const span = context.spans[index]!;
  const paragraph = context.paragraphOf[index]!;
  const first = tokenIndexAt(context.tokens, span.words.start);
  const behind = tokenIndexAt(context.tokens, span.end - 1);
  const next = context.tokens[behind] && context.tokens[behind].start < span.end ? behind + 1 : behind;
  set('bias');
  describeInside(context, span, first, next, set);
  describeBefore(context, span, paragraph, first, set);
  describeAfter(context, span, paragraph, next, set);
  describeAround(context, index, first, next, set);
  combine(vector, set);
  return vector;
}

type SetFeature = (name: FeatureName, value?: number | boolean) => void;

function describeInside(
  context: QuotationContext,
  span: MarkedSpan,
  first: number,
  next: number,
  set: SetFeature,
): void {
  const words = context.tokens
    .slice(first, Math.min(next, first + 60))
    .filter(({ shape, start }) => shape !== 'sign' && shape !== 'possessive' && start < span.words.end);
  set(lengthName(words.length));
  if (span.family !== 'double') set(span.family);
  if (span.missing !== 'none') set(span.missing === 'open' ? 'missing-open' : 'missing-close');
  const closing = context.text[span.words.end - 1] ?? '';
  set('ends-comma', closing === ',');
  set('ends-stop', closing === '.');
  set('ends-question', closing === '?' || closing === '!');
  describeWords(words, set);
}

function lengthName(count: number): FeatureName {
  const short = (['one-word', 'one-word', 'two-words', 'three-words', 'four-words'] as const)[count];
  return short ?? (count <= 7 ? 'to-seven' : count <= 12 ? 'to-twelve' : 'long');
}

function describeWords(words: readonly Token[], set: SetFeature): void {
  const count = words.length;
  const capital = words[0]?.shape === 'capital';
  set(capital ? 'opens-capital' : 'opens-lower');
  const heavy = words.filter(({ lower }) => lower.length > 3);
  const title = heavy.length > 0 && heavy.every(({ shape }) => shape !== 'lower');
  set('title-case', capital && count > 1 && count < 12 && title);
  set('all-capitals', count > 0 && words.every(({ text }) => text === text.toUpperCase()));
  set(
    'first-person',
    words.some(({ lower }) => FIRST_PERSON.test(lower)),
  );
  set(
    'contraction',
    words.some(({ lower }) => lower.includes("'")),
  );
  set(
    'verb-inside',
    words.some(({ lower, shape }) => shape === 'lower' && PLAIN_VERB.test(lower)),
  );
  set(
    'digits',
    words.some(({ shape }) => shape === 'number'),
  );
}

function describeBefore(
  context: QuotationContext,
  span: MarkedSpan,
  paragraph: Span,
  first: number,
  set: SetFeature,
): void {
  const at = previousToken(context, span, first);
  const token = at < 0 ? null : context.tokens[at]!;
  if (!token || token.end <= paragraph.start) {
    set('opens-paragraph');
    return;
  }
  set('attribute', token.text === '=');
  set('comma-before', token.text === ',');
  set('colon-before', token.text === ':');
  set('dash-before', /^[—–-]$/.test(token.text));
  set('paren-before', /^[([]$/.test(token.text));
  set('that-before', token.lower === 'that');
  set('article-before', /^(?:the|a|an|this|these|those|any|no|some)$/.test(token.lower));
  set('owner-before', token.shape === 'possessive' || /^(?:his|her|their|its|our|my)$/.test(token.lower));
  set('preposition-before', PREPOSITION.test(token.lower));
  set('capital-before', token.shape === 'capital');
  set('lower-before', token.shape === 'lower');
  for (let back = at; back > at - 4 && back >= 0; back -= 1) {
    const near = context.tokens[back]!;
    if (near.end <= paragraph.start || /^[.?!]$/.test(near.text)) break;
    const cue = cueOf(near.lower);
    if (cue) set(`${cue.class}-within`);
    if (TITLED.test(near.lower))
      set(back === at || near.lower.endsWith('ed') ? 'titled-before' : 'work-before');
    if (NAMED_AS.test(near.lower)) set(back === at ? 'so-called-before' : 'naming-before');
    if (SPEECH_NOUNS.has(near.lower)) set('speech-noun-before');
    if (near.lower === 'to' && context.tokens[back - 1]?.lower === 'according') set('according');
  }
}

function previousToken(context: QuotationContext, span: MarkedSpan, first: number): number {
  let at = first - 1;
  while (at >= 0 && context.tokens[at]!.end > span.start) at -= 1;
  return at;
}

function describeAfter(
  context: QuotationContext,
  span: MarkedSpan,
  paragraph: Span,
  next: number,
  set: SetFeature,
): void {
  const token = context.tokens[next];
  if (!token || token.start >= paragraph.end) {
    set('fills-paragraph', span.start === paragraph.start);
    return;
  }
  set('comma-follows', token.text === ',');
  set('stop-follows', token.text === '.');
  set('lower-follows', token.shape === 'lower');
  set('capital-follows', token.shape === 'capital');
  for (let ahead = next; ahead < next + 6 && ahead < context.tokens.length; ahead += 1) {
    const near = context.tokens[ahead]!;
    if (near.start >= paragraph.end || /^[.?!]$/.test(near.text)) break;
    const cue = near.shape === 'lower' ? cueOf(near.lower) : null;
    if (cue) set(`${cue.class}-behind`);
    if (near.lower === 'according') set('according');
  }
}

function describeAround(
  context: QuotationContext,
  index: number,
  first: number,
  next: number,
  set: SetFeature,
): void {
  const span = context.spans[index]!;
  const paragraph = context.paragraphOf[index]!;
  set('short-paragraph', paragraph.end - paragraph.start < 100);
  const near = (other: MarkedSpan | undefined) =>
    other !== undefined && other.start < paragraph.end && other.end > paragraph.start;
  set('other-quote-near', near(context.spans[index - 1]) || near(context.spans[index + 1]));
  let open = true;
  for (let at = previousToken(context, span, first); at >= 0 && at > first - 60; at -= 1) {
    const token = context.tokens[at]!;
    if (token.end <= paragraph.start) break;
    if (/^[.?!]$/.test(token.text)) open = false;
    describeCue(token, open, set);
  }
  open = !/[.?!]/.test(context.text[span.words.end - 1] ?? '');
  for (let at = next; at < context.tokens.length && at < next + 60; at += 1) {
    const token = context.tokens[at]!;
    if (token.start >= paragraph.end) break;
    if (/^[.?!]$/.test(token.text)) open = false;
    describeCue(token, open, set);
  }
}

function describeCue(token: Token, sameSentence: boolean, set: SetFeature): void {
  const cue = token.shape === 'lower' ? cueOf(token.lower) : null;
  if (!cue) return;
  if (cue.class === 'say') set('paragraph-says');
  if (sameSentence && (cue.class === 'say' || cue.class === 'speech' || cue.class === 'naming'))
    set(`sentence-${cue.class}`);
}

function combine(vector: Float64Array, set: SetFeature): void {
  const has = (name: FeatureName) => vector[SLOT[name]] === 1;
  const short = has('one-word') || has('two-words') || has('three-words');
  set(
    'short-and-cue',
    short && CUE_CLASSES.slice(0, 3).some((cueClass) => has(`${cueClass}-within` as FeatureName)),
  );
  set(
    'short-embedded',
    short && has('lower-follows') && (has('article-before') || has('preposition-before')),
  );
  set('title-and-noun-follows', has('title-case') && has('lower-follows'));
}
