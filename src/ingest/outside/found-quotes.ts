import type { FoundParty, FoundQuote, Span } from '../reading.ts';
import type { ToldQuote } from './answer.ts';
import { nearestPlace, nextPlace } from './find-again.ts';
import type { ToldCast } from './told-cast.ts';

const MARKS_AND_BLANKS = /^[\s"“”„«»‹›‘’']+|[\s"“”„«»‹›‘’']+$/g;

/** A quote of which one piece is not in the text is left out; words that are there twice are taken in the order of the answer. */
export function foundQuotes(told: readonly ToldQuote[], text: string, cast: ToldCast): FoundQuote[] {
  const found = new Map<string, FoundQuote>();
  const nextOf = new Map<string, number>();
  for (const quote of told) {
    const pieces = quote.pieces.map((piece) => piece.replace(MARKS_AND_BLANKS, ''));
    const first = pieces[0]!;
    const spans = spansOf(pieces, text, nextOf.get(first) ?? 0);
    if (!spans) continue;
    nextOf.set(first, spans[0]!.end);
    const key = spans.map(({ start, end }) => `${start}-${end}`).join();
    if (!found.has(key)) found.set(key, foundQuote(quote, spans, text, cast));
  }
  return [...found.values()].sort((a, b) => a.spans[0]!.start - b.spans[0]!.start);
}

/** In order, each behind the one before it. */
function spansOf(pieces: readonly string[], text: string, from: number): Span[] | null {
  const spans: Span[] = [];
  for (const piece of pieces) {
    const span = nextPlace(text, piece, spans.at(-1)?.end ?? from);
    if (!span) return null;
    spans.push(span);
  }
  return spans;
}

function foundQuote(told: ToldQuote, spans: readonly Span[], text: string, cast: ToldCast): FoundQuote {
  const [whole] = spans as [Span];
  const cue = told.cue === null ? null : nearestPlace(text, told.cue, whole);
  const speaker = partyOf(told.speaker, told.speakerWords, whole, text, cast);
  return {
    kind: told.kind,
    text: spans.map(({ start, end }) => text.slice(start, end)).join(' '),
    spans,
    speakers: speaker ? [speaker] : [],
    addressees: told.addressees.flatMap((name) => partyOf(name, null, whole, text, cast) ?? []),
    cue: cue && { text: text.slice(cue.start, cue.end), span: cue },
    channel: told.channel,
    said: null,
    place: null,
    event: null,
    confidence: speaker ? told.confidence : 0,
    runnersUp: [],
  };
}

/** One of the actors, or an unnamed source whose words are in the text. */
function partyOf(
  name: string | null,
  words: string | null,
  near: Span,
  text: string,
  { actors, indexOf }: ToldCast,
): FoundParty | null {
  if (name === null) return null;
  const span = nearestPlace(text, words ?? name, near);
  const index = indexOf.get(name);
  const actor = index === undefined ? undefined : actors[index];
  if (actor) return { kind: actor.kind, name: actor.name, span, actor: index! };
  const described = nearestPlace(text, name, near);
  return described && { kind: 'unnamed_person', name, span: described, actor: null };
}
