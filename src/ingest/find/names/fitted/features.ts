import { knownAs } from '../known-names.ts';
import { hashOfText, mixed } from './hashing.ts';
import type { NameView } from './name-view.ts';
import { NO_WORD } from './word-facts.ts';

/** Raised with every change of what is seen: weights of another version are refused. */
export const FEATURE_VERSION = 1;

/** A growing list of hashed features. */
export interface FeatureList {
  readonly hashes: Uint32Array;
  count: number;
  /** Of a span: the lists that hold it, see `knownAs`. */
  known: number;
}

export function featureList(): FeatureList {
  return { hashes: new Uint32Array(160), count: 0, known: 0 };
}

function push(list: FeatureList, template: number, one: number, two = 0): void {
  list.hashes[list.count] = mixed(template, one, two);
  list.count += 1;
}

/** What speaks for a token's part in a name: of which kind, at its beginning or further inside. */
export function tokenFeatures(view: NameView, at: number, list: FeatureList): void {
  const { facts, verdicts } = view;
  const own = facts[at]!;
  const before = facts[at - 1] ?? NO_WORD;
  const after = facts[at + 1] ?? NO_WORD;
  const flags = view.flags[at]!;
  const vote = view.votes[at]!;
  push(list, 1, 0);
  push(list, 2, own.exact);
  push(list, 3, own.word);
  push(list, 4, before.word);
  push(list, 5, after.word);
  push(list, 6, (facts[at - 2] ?? NO_WORD).word);
  push(list, 7, (facts[at + 2] ?? NO_WORD).word);
  push(list, 8, own.shape);
  push(list, 9, before.shape, own.shape);
  push(list, 10, own.shape, after.shape);
  push(list, 11, own.prefix);
  push(list, 12, own.suffixes[0]);
  push(list, 13, own.suffixes[1]);
  push(list, 14, own.suffixes[2]);
  push(list, 15, own.lists);
  push(list, 16, before.lists, own.lists);
  push(list, 17, own.lists, after.lists);
  push(list, 18, before.word, own.shape);
  push(list, 19, after.word, own.shape);
  push(list, 20, before.word, after.word);
  push(list, 21, before.lists, after.lists);
  pushBits(list, 22, own.lists);
  push(list, 23, verdicts[at]!);
  push(list, 24, verdicts[at]!, own.shape);
  push(list, 25, verdicts[at]!, flags);
  push(list, 26, verdicts[at]!, own.lists);
  push(list, 27, verdicts[at]!, vote);
  push(list, 28, vote, own.lists);
  push(list, 29, verdicts[at - 1] ?? 0, verdicts[at]!);
  push(list, 30, verdicts[at]!, verdicts[at + 1] ?? 0);
  push(list, 31, flags, own.shape);
  push(list, 32, flags, own.lists);
  push(list, 33, view.sport, own.lists);
  push(list, 34, mixed(before.word, after.word), own.shape);
  push(list, 35, flags, vote);
}

function pushBits(list: FeatureList, template: number, mask: number): void {
  for (let rest = mask; rest !== 0; rest &= rest - 1) push(list, template, rest & -rest);
}

/** What speaks for the tokens from `first` to `last` being one name of a kind. */
export function spanFeatures(view: NameView, first: number, last: number, list: FeatureList): void {
  const { facts, tokens } = view;
  const head = facts[first]!;
  const tail = facts[last]!;
  const before = facts[first - 1] ?? NO_WORD;
  const after = facts[last + 1] ?? NO_WORD;
  const length = Math.min(last - first, 6);
  const text = textOfSpan(view, first, last);
  const whole = hashOfText(text);
  const known = knownAs(text);
  list.known = known;
  const sport = known * 3 + view.sport;
  const ruled = ruledAs(view, first, last);
  push(list, 101, length);
  push(list, 102, whole);
  push(list, 103, hashOfText(text.toLowerCase()));
  push(list, 104, head.word);
  push(list, 105, tail.word);
  push(list, 106, tail.suffixes[1], length);
  push(list, 107, head.lists, tail.lists);
  push(list, 108, head.lists, length);
  push(list, 109, tail.lists, length);
  push(list, 110, shapesOf(facts, first, last));
  push(list, 111, before.word);
  push(list, 112, after.word);
  push(list, 113, (facts[first - 2] ?? NO_WORD).word, before.word);
  push(list, 114, after.word, (facts[last + 2] ?? NO_WORD).word);
  push(list, 115, before.word, after.word);
  push(list, 116, before.lists, after.lists);
  push(list, 117, before.lists, length);
  push(list, 118, after.lists, length);
  push(list, 119, ruled);
  push(list, 120, ruled, view.flags[first]!);
  push(list, 121, ruled, length);
  push(list, 122, ruled, before.word);
  push(list, 123, ruled, after.word);
  push(list, 124, ruled, known);
  push(list, 125, known, before.word);
  push(list, 126, known, after.word);
  pushBits(list, 127, insideLists(facts, first, last));
  pushBits(list, 128, head.lists);
  pushBits(list, 129, tail.lists);
  pushBits(list, 130, before.lists);
  pushBits(list, 131, after.lists);
  push(list, 132, tokens[first]!.afterBreak ? 1 : 0, (tokens[last + 1]?.afterBreak ?? true) ? 1 : 0);
  push(list, 133, ruled, view.votes[last]!);
  push(list, 134, ruled, view.votes[first]!);
  push(list, 135, known, length);
  push(list, 136, sport);
  push(list, 137, sport, ruled);
  push(list, 138, sport, after.lists);
  push(list, 139, sport, before.lists);
}

/** How the span lies to the rules' names: 0 touches none, 1 to 12 is one, 13 and more crosses or parts one. */
function ruledAs({ ruled, ruledAt }: NameView, first: number, last: number): number {
  const [from, to] = [ruledAt[first]!, ruledAt[last]!];
  if (from < 0 && to < 0) return last > first ? insideRuled(ruledAt, first, last) : 0;
  if (from !== to) return 14;
  const name = ruled[from]!;
  const kind = ['person', 'organization', 'place', 'unknown'].indexOf(name.kind);
  const sure = name.confidence < 0.75 ? 0 : name.confidence < 0.9 ? 1 : 2;
  if (name.first === first && name.last === last) return 1 + kind * 3 + sure;
  return 15 + (name.first === first ? 1 : 0) + (name.last === last ? 2 : 0) + kind * 4;
}

function insideRuled(ruledAt: Int32Array, first: number, last: number): number {
  for (let at = first + 1; at < last; at += 1) if (ruledAt[at]! >= 0) return 13;
  return 0;
}

function textOfSpan({ tokens }: NameView, first: number, last: number): string {
  let text = tokens[first]!.text;
  for (let at = first + 1; at <= last; at += 1) text += ` ${tokens[at]!.text}`;
  return text;
}

function shapesOf(facts: NameView['facts'], first: number, last: number): number {
  let hash = 7;
  for (let at = first; at <= Math.min(last, first + 4); at += 1) hash = mixed(hash, facts[at]!.shape);
  return hash;
}

function insideLists(facts: NameView['facts'], first: number, last: number): number {
  let mask = 0;
  for (let at = first + 1; at < last; at += 1) mask |= facts[at]!.lists;
  return mask;
}
