interface SingleMark {
  readonly at: number;
  readonly sign: string;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

const LOOK_AHEAD_MARKS = 40;
const LOOK_AHEAD_CHARACTERS = 1500;
const ELISION = /^(?:em|til|tis|twas|cause|n|bout|round|cuz|ere|neath)(?![\p{L}])/iu;

/** Tells an opening single mark from an apostrophe: it needs a place to open, and no elision ('em, '90s) behind it. */
export function singleQuoteOpens(text: string, at: number, canOpen: boolean): boolean {
  const rest = text.slice(at + 1, at + 9);
  return canOpen && !ELISION.test(rest) && !/^\d0s/.test(rest);
}

/**
 * Index of the mark that closes the single quotation opened at `index`; null where none surely does.
 * An apostrophe behind an s ("the Democrats’ plan") closes only where no surer mark follows.
 */
export function singleQuoteEnd(
  text: string,
  marks: readonly SingleMark[],
  index: number,
  limit: number,
): number | null {
  const start = marks[index]!.at;
  let doubtful: number | null = null;
  const last = Math.min(marks.length, index + LOOK_AHEAD_MARKS);
  for (let next = index + 1; next < last; next += 1) {
    const mark = marks[next]!;
    if (mark.at - start > LOOK_AHEAD_CHARACTERS || text.slice(start, mark.at).includes('\n')) break;
    if (mark.sign === '‘' || (mark.sign === "'" && mark.canOpen)) break;
    if ((mark.sign !== '’' && mark.sign !== "'") || !mark.canClose) continue;
    const surely = /[.,?!…]/.test(text[mark.at - 1]!) || /[,.;:?!)]/.test(text[mark.at + 1] ?? '\n');
    const plural = /s/i.test(text[mark.at - 1]!) && !surely && mark.at + 1 < limit;
    if (!plural) return next;
    doubtful ??= next;
  }
  return doubtful;
}
