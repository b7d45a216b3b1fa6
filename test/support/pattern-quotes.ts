import type { FoundParty, FoundQuote, Reading } from '../../src/ingest/reading.ts';
import { type Claim, claim } from './claim.ts';
import { type GoldFile, plainName } from './gold.ts';

/** So much of the words of indirect speech must be the same. */
const OVERLAP = 0.6;
/** Less in common, and it is another quote. */
const SAME_QUOTE = 0.45;

export function quoteClaims(file: GoldFile, reading: Reading): Claim[] {
  const wanted = file.gold.filter(([first]) => first?.startsWith('quote '));
  const matched = new Set<FoundQuote>();
  const claims = wanted.flatMap((line) => {
    const quote = closest(line, reading.quotes);
    if (quote) matched.add(quote);
    return claimsOfQuote(file, line, quote);
  });
  const marked = reading.quotes.filter(({ kind }) => kind !== 'indirect');
  const extra = marked.filter((quote) => !matched.has(quote));
  return [
    ...claims,
    ...extra.map(({ text }) => claim(`no quote ${begins(text)}`, false, 'none', text)),
    ...file.gold.filter(([first]) => first === 'no quote').map(([, words = '']) => isNone(words, reading)),
  ];
}

function isNone(words: string, { quotes }: Reading): Claim {
  const found = quotes.find(({ text }) => text.includes(words));
  return claim(`no quote ${begins(words)}`, !found, 'none', found?.text ?? '');
}

function textOf([, words = '']: readonly string[]): string {
  return words.replaceAll(' // ', ' ');
}

function begins(text: string): string {
  return `“${text.split(/\s+/).slice(0, 4).join(' ')}”`;
}

function closest(line: readonly string[], quotes: readonly FoundQuote[]): FoundQuote | null {
  const text = textOf(line);
  const isIndirect = line[0] === 'quote indirect';
  const ranked = quotes
    .map((quote) => ({
      quote,
      overlap: overlapOf(text, quote.text) + ((quote.kind === 'indirect') === isIndirect ? 0.01 : 0),
    }))
    .sort((a, b) => b.overlap - a.overlap);
  const [best] = ranked;
  return best && best.overlap >= SAME_QUOTE ? best.quote : null;
}

/** F1 over words. */
function overlapOf(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const rest = [...right];
  const common = left.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * common) / (left.length + right.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function claimsOfQuote(file: GoldFile, line: readonly string[], quote: FoundQuote | null): Claim[] {
  const [first = '', , ...details] = line;
  const kind = first.slice('quote '.length);
  const text = textOf(line);
  for (const piece of line[1]?.split(' // ') ?? [])
    if (!file.body.includes(piece)) throw new Error(`${file.name}: "${piece}" does not stand in the body`);
  const what = `quote ${begins(text)}`;
  if (!quote) return [claim(what, false, text, 'none')];
  const detail = (word: string) =>
    details.find((part) => part.startsWith(`${word} `))?.slice(word.length + 1);
  const exact = (words: string) => words.replace(/\s+/g, ' ').trim();
  const isWhole =
    kind === 'indirect'
      ? overlapOf(text, quote.text) >= OVERLAP
      : exact(text) === exact(quote.text) && stands(file, quote);
  const [by = 'nobody', cue, to, via] = ['by', 'cue', 'to', 'via'].map(detail);
  const asked = (word: string, wanted: string | undefined, got: string, holds: boolean) =>
    wanted === undefined ? [] : [claim(`${what}: ${word}`, holds, wanted, got)];
  return [
    claim(`${what}: words`, isWhole, text, quote.text),
    claim(`${what}: kind`, quote.kind === kind, kind, quote.kind),
    ...asked('speaker', by, quote.speakers.map(toldParty).join(' + '), isBy(by, quote.speakers)),
    ...asked('cue', cue, quote.cue?.text ?? 'none', quote.cue?.text === cue),
    ...asked(
      'to',
      to,
      quote.addressees.map(toldParty).join(' + '),
      quote.addressees.some(({ name }) => plainName(name) === plainName(to ?? '')),
    ),
    ...asked('via', via, quote.channel ?? 'none', quote.channel === via),
  ];
}

/** Each piece is where the quote says that it is. */
function stands({ body }: GoldFile, { spans, text }: FoundQuote): boolean {
  const words = wordsOf(text).join(' ');
  return spans.every(({ start, end }) => words.includes(wordsOf(body.slice(start, end)).join(' ')));
}

function isBy(wanted: string, speakers: readonly FoundParty[]): boolean {
  if (wanted === 'nobody') return speakers.length === 0;
  const all = wanted.split(' + ');
  return (
    all.length === speakers.length &&
    all.every((party) => speakers.some((speaker) => isParty(party, speaker)))
  );
}

function isParty(wanted: string, { kind, name }: FoundParty): boolean {
  const [, sort = '', called = ''] = /^(\w+) (.*)$/.exec(wanted) ?? [];
  // "County police" may be named or described.
  const isDescribed = sort === 'organization' && /^\p{Ll}/u.test(called) && kind === 'unnamed_group';
  const fits = sort === kind || isDescribed || (sort === 'unnamed' && kind.startsWith('unnamed'));
  return fits && plainName(name) === plainName(called);
}

function toldParty({ kind, name }: FoundParty): string {
  return `${kind} ${name}`;
}
