import { PART, PARTS, partsOfSpeechOf } from '../parts-of-speech.ts';
import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { Token } from '../tokens.ts';
import { type ReportWord, reportWordOf } from './report-words.ts';
import { subjectLink } from './subject-link.ts';

/** Signs and small words that bound clauses, told apart beyond their part of speech. */
// biome-ignore format: a list to be read across
const SMALL = [
  ',', '.', ':', ';', '-', '(', ')', 'sign', 'quote', 'edge', 'that', 'be', 'have', 'do', 'not', 'of', 'as',
  'by', 'for', 'about', 'with', 'in', 'from', 'whether', 'while', 'who', 'what', 'he', 'day',
] as const;

export type Small = (typeof SMALL)[number];
export const KIND = {
  ...PART,
  ...(Object.fromEntries(SMALL.map((name, index) => [name, PARTS.length + index])) as Record<Small, number>),
};
export const KINDS = PARTS.length + SMALL.length;

const WORDS: ReadonlyMap<string, Small> = new Map(
  (
    [
      ['that', 'that'],
      ['be', "be is are was were been being am 's isn't aren't wasn't weren't"],
      ['have', "have has had having haven't hasn't hadn't"],
      ['do', "do does did don't doesn't didn't"],
      ['not', "not n't never no"],
      ['of', 'of'],
      ['as', 'as'],
      ['by', 'by'],
      ['for', 'for'],
      ['about', 'about on over against toward towards'],
      ['with', 'with'],
      ['in', 'in at during'],
      ['from', 'from'],
      ['whether', 'if whether'],
      ['while', 'because while although though since until unless after before when once so'],
      ['who', 'who whom whose which'],
      ['what', 'what how why where'],
      ['he', 'he she they we i it there'],
      [
        'day',
        'monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later recently',
      ],
    ] as const
  ).flatMap(([small, words]) => words.split(' ').map((word) => [word, small] as const)),
);
const SIGNS: ReadonlyMap<string, Small> = new Map(
  Object.entries<Small>({
    ',': ',',
    '.': '.',
    '?': '.',
    '!': '.',
    '…': '.',
    ':': ':',
    ';': ';',
    '—': '-',
    '–': '-',
    '-': '-',
    '(': '(',
    ')': ')',
    '[': '(',
    ']': ')',
  }),
);

/** The narrative as a reader of reported speech sees it, item by item. */
export interface ReportView {
  readonly scene: Scene;
  /** Index into the kinds. */
  readonly kinds: Uint8Array;
  readonly parts: Uint8Array;
  readonly words: readonly (ReportWord | null)[];
  /** Index of the candidate that begins or ends there (the longest); -1 without one. */
  readonly opens: Int32Array;
  readonly closes: Int32Array;
  /** Per item: the candidate that governs a cue there, and how (0 not at all, 1 before it, 2 behind it, 3 "according to"). */
  readonly subject: Int32Array;
  readonly link: Uint8Array;
  /** Finite verbs, commas and brackets, counted up to each item. */
  readonly finite: Uint32Array;
  readonly commas: Uint32Array;
  readonly opened: Uint32Array;
  readonly closed: Uint32Array;
}

export function reportViewOf(scene: Scene): ReportView {
  const { items } = scene.narrative;
  const parts = partsOfSpeechOf(scene.tokens);
  const ofItems = Uint8Array.from(items, ({ token }) => parts[token]!);
  const kinds = Uint8Array.from(items, (_, item) => kindOf(plainToken(scene, item), ofItems[item]!));
  const words = items.map((_, item) => wordOf(plainToken(scene, item), ofItems[item]!));
  const opens = new Int32Array(items.length).fill(-1);
  const closes = new Int32Array(items.length).fill(-1);
  const subject = new Int32Array(items.length).fill(-1);
  const link = new Uint8Array(items.length);
  for (const candidate of scene.candidates) {
    const first = firstItemOf(scene, candidate);
    opens[first] = candidate.index;
    closes[lastItemOf(scene, candidate)] = candidate.index;
    const found = subjectLink(scene, candidate);
    const tie = (item: number, how: number) => {
      if (item < 0 || link[item]! > how) return;
      subject[item] = candidate.index;
      link[item] = how;
    };
    if (found.invertedItem >= 0 && link[found.invertedItem] === 0) tie(found.invertedItem, 2);
    if (found.verbItem >= 0 && link[found.verbItem] !== 3) {
      subject[found.verbItem] = candidate.index;
      link[found.verbItem] = 1;
    }
    if (found.accordingTo) tie(accordingItem(scene, first), 3);
  }
  return {
    scene,
    kinds,
    parts: ofItems,
    words,
    opens,
    closes,
    subject,
    link,
    finite: countsBefore(kinds, isFiniteVerb),
    commas: countsBefore(kinds, (kind) => kind === KIND[',']),
    opened: countsBefore(kinds, (kind) => kind === KIND['(']),
    closed: countsBefore(kinds, (kind) => kind === KIND[')']),
  };
}

function accordingItem(scene: Scene, first: number): number {
  for (let item = first - 1; item >= Math.max(0, first - 8); item -= 1)
    if (scene.clues.accordingTo[item] === 1) return item;
  return -1;
}

function kindOf(token: Token | null, part: number): number {
  if (token === null) return KIND.quote;
  if (token.shape === 'sign') return KIND[SIGNS.get(token.text) ?? 'sign'];
  if (part === PART.POS) return KIND.POS;
  const small = WORDS.get(token.lower);
  return small === undefined || (small === 'he' && part !== PART.PRP && part !== PART.EX)
    ? part
    : KIND[small];
}

function wordOf(token: Token | null, part: number): ReportWord | null {
  if (token === null || token.shape === 'sign' || token.shape === 'number') return null;
  if (token.shape === 'capital' && part === PART.NNP) return null;
  return reportWordOf(token.lower, part >= PART.VB && part <= PART.VBZ);
}

/** The kind at a place; `edge` beyond the sentence. */
export function kindAt(view: ReportView, item: number, from: number, to: number): number {
  return item < from || item >= to ? KIND.edge : view.kinds[item]!;
}

/** How many finite verbs stand there, `to` not included. */
export function finitesIn({ finite }: ReportView, from: number, to: number): number {
  return to <= from ? 0 : finite[to]! - finite[from]!;
}

/** Per item: how many of those before it are; and one more at the end. */
function countsBefore(kinds: Uint8Array, is: (kind: number) => boolean): Uint32Array {
  const counts = new Uint32Array(kinds.length + 1);
  kinds.forEach((kind, item) => {
    counts[item + 1] = counts[item]! + (is(kind) ? 1 : 0);
  });
  return counts;
}

export function isFiniteVerb(kind: number): boolean {
  return (
    kind === KIND.VBD ||
    kind === KIND.VBZ ||
    kind === KIND.VBP ||
    kind === KIND.MD ||
    kind === KIND.be ||
    kind === KIND.have ||
    kind === KIND.do
  );
}
