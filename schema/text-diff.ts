import { diffArrays } from 'diff';

export type DiffOperation = 'equal' | 'inserted' | 'deleted';

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A piece of two texts: in both, in the later alone or in the former alone. UTF-16, half open. */
export interface TextChange {
  readonly operation: DiffOperation;
  /** Null for what was inserted. */
  readonly from: TextSpan | null;
  /** Null for what was deleted. */
  readonly to: TextSpan | null;
}

/** How many words put in or left out may still be looked for; what lies beyond is given as one piece that replaces another. */
export interface DiffBudget {
  left: number;
}

/** The cost grows with the square of what a search may find: so much for one stretch of a text, and so many paragraphs. */
const MOST_EDITS_AT_ONCE = 1_000;

/**
 * What became of a text, in its order: word by word, within paragraphs that changed. The pieces cover both texts, no two of one
 * operation touch, and a blank between two changes belongs to them. Pure; its cost is bounded by the budget, not by a clock.
 */
export function textDiff(former: string, now: string, budget: DiffBudget): TextChange[] {
  const pieces = joined(diffed(former, now, paragraphs, budget)).flatMap((piece) =>
    piece.kind === 'equal' ? [piece] : diffed(piece.former, piece.now, words, budget),
  );
  return placed(joined(pieces));
}

interface Equal {
  readonly kind: 'equal';
  readonly text: string;
}
interface Changed {
  readonly kind: 'changed';
  readonly former: string;
  readonly now: string;
}
type Piece = Equal | Changed;

/** And the breaks between them. */
function paragraphs(text: string): string[] {
  return text.match(/[^\n]+|\n+/g) ?? [];
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

function diffed(former: string, now: string, split: (text: string) => string[], budget: DiffBudget): Piece[] {
  if (former === '' || now === '' || former === now) return [whole(former, now)];
  const maxEditLength = Math.max(0, Math.min(MOST_EDITS_AT_ONCE, budget.left));
  const found = diffArrays(split(former), split(now), { maxEditLength });
  if (!found) {
    budget.left -= maxEditLength;
    return [whole(former, now)];
  }
  return found.map(({ value, added, removed, count }): Piece => {
    const text = value.join('');
    if (!added && !removed) return { kind: 'equal', text };
    budget.left -= count;
    return { kind: 'changed', former: removed ? text : '', now: added ? text : '' };
  });
}

function whole(former: string, now: string): Piece {
  return former === now ? { kind: 'equal', text: now } : { kind: 'changed', former, now };
}

/** Neighbours of one kind are one, and so are changes with nothing but a blank between them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const [blank, before] = [all.at(-1), all.at(-2)];
    if (
      piece.kind === 'changed' &&
      blank?.kind === 'equal' &&
      before?.kind === 'changed' &&
      isBlank(blank.text)
    ) {
      all.splice(-2, 2, changed(before, blank), piece);
    } else all.push(piece);
    const [last, former] = [all.at(-1), all.at(-2)];
    if (last && former && last.kind === former.kind) all.splice(-2, 2, merged(former, last));
  }
  return all;
}

function isBlank(text: string): boolean {
  return /^[^\S\n]*$/.test(text);
}

function changed(before: Changed, { text }: Equal): Changed {
  return { kind: 'changed', former: before.former + text, now: before.now + text };
}

function merged(a: Piece, b: Piece): Piece {
  if (a.kind === 'equal' && b.kind === 'equal') return { kind: 'equal', text: a.text + b.text };
  const [x, y] = [a as Changed, b as Changed];
  return { kind: 'changed', former: x.former + y.former, now: x.now + y.now };
}

/** What was deleted comes before what stands in its place. */
function placed(pieces: readonly Piece[]): TextChange[] {
  const changes: TextChange[] = [];
  let [from, to] = [0, 0];
  const behind = (at: number, text: string): TextSpan => ({ start: at, end: at + text.length });
  for (const piece of pieces) {
    const former = piece.kind === 'equal' ? piece.text : piece.former;
    const now = piece.kind === 'equal' ? piece.text : piece.now;
    const [inFormer, inNow] = [behind(from, former), behind(to, now)];
    if (piece.kind === 'equal') {
      if (piece.text !== '') changes.push({ operation: 'equal', from: inFormer, to: inNow });
    } else {
      if (former !== '') changes.push({ operation: 'deleted', from: inFormer, to: null });
      if (now !== '') changes.push({ operation: 'inserted', from: null, to: inNow });
    }
    [from, to] = [inFormer.end, inNow.end];
  }
  return changes;
}
