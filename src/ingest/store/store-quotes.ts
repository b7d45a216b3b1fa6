import type { NewQuote, NewQuoteParty } from '../../../db/quote-write.ts';
import type { Id } from '../../../db/tables.ts';
import { type Said, saidBy } from '../alike/said.ts';
import type { FoundParty, FoundQuote, Span } from '../reading.ts';
import { confidenceOf, type LinkedReading, rangeOf } from './store-spans.ts';

/** A quote's row, but for its wording, which is known by its words alone. */
export interface QuoteToStore {
  readonly row: Omit<NewQuote, 'wording_id'>;
  readonly said: Said | null;
}

/** Longer ones are a mark left open, and no search index holds them. */
const LONGEST_CHARS = 100_000;

/** In the order of the text, no two at one place. */
export function quotesToStore(reading: LinkedReading): QuoteToStore[] {
  const byPlace = new Map<string, QuoteToStore & { readonly start: number }>();
  for (const quote of reading.quotes) {
    const pieces = joinedPieces(quote.spans);
    const [first] = pieces;
    if (!first || quote.text.trim() === '' || quote.text.length > LONGEST_CHARS) continue;
    const spans = `{${pieces.map(rangeOf).join(',')}}`;
    if (!byPlace.has(spans))
      byPlace.set(spans, { ...quoteToStore(quote, spans, reading), start: first.start });
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start);
}

function quoteToStore(quote: FoundQuote, spans: string, reading: LinkedReading): QuoteToStore {
  const parties = partiesOf(quote, reading);
  const speaker = parties.find((party) => party.role === 'speaker' && party.position === 1);
  const cue = quote.cue && quote.cue.text !== '' ? quote.cue : null;
  return {
    // Indirect words are the outlet's own.
    said: speaker?.actor_id && quote.kind !== 'indirect' ? saidBy(speaker.actor_id, quote.text) : null,
    row: {
      kind: quote.kind,
      text: quote.text,
      language: reading.language,
      spans,
      cue: cue?.text ?? null,
      cue_span: cue && rangeOf(cue.span),
      channel: quote.channel,
      said_earliest: quote.said?.earliest ?? null,
      said_latest: quote.said?.latest ?? null,
      said_precision: quote.said?.precision ?? null,
      said_place: quote.place || null,
      event_id: quote.event === null ? null : (reading.eventIds[quote.event] ?? null),
      confidence: confidenceOf(quote.confidence),
      parties,
    },
  };
}

function partiesOf(quote: FoundQuote, reading: LinkedReading): NewQuoteParty[] {
  const sure = (party: FoundParty) => ({ ...party, confidence: quote.confidence });
  return [
    ...inRole('speaker', quote.speakers.map(sure), reading),
    ...inRole('addressee', quote.addressees.map(sure), reading),
    ...inRole('candidate', quote.runnersUp, reading),
  ];
}

/** Each once; who stays open speaks under the words that the article has for them. */
function inRole(
  role: NewQuoteParty['role'],
  found: readonly (FoundParty & { readonly confidence: number })[],
  reading: LinkedReading,
): NewQuoteParty[] {
  const once = new Map<string, Omit<NewQuoteParty, 'position'>>();
  for (const party of found) {
    if (party.name.trim() === '') continue;
    const named = namedParty(party, reading);
    const key = named.actor_id ?? `${named.kind} ${named.name}`;
    const span = party.span && rangeOf(party.span);
    if (!once.has(key)) {
      once.set(key, { role, ...named, name: party.name, span, confidence: confidenceOf(party.confidence) });
    }
  }
  return [...once.values()].map((party, i) => ({ ...party, position: i + 1 }));
}

function namedParty(
  { kind, name, actor }: FoundParty,
  reading: LinkedReading,
): { kind: FoundParty['kind']; name: string; actor_id: Id | null } {
  if (kind !== 'person' && kind !== 'organization') return { kind, name, actor_id: null };
  const id = actor === null ? null : (reading.actorIds[actor] ?? null);
  if (id !== null && actor !== null) return { kind: reading.actors[actor]?.kind ?? kind, name, actor_id: id };
  return { kind: kind === 'person' ? 'unnamed_person' : 'unnamed_group', name, actor_id: null };
}

/** Sorted, and what touches or overlaps made one: the form in which the database holds a multirange. */
function joinedPieces(spans: readonly Span[]): Span[] {
  const pieces: Span[] = [];
  for (const span of spans.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)) {
    const last = pieces.at(-1);
    if (last && span.start <= last.end)
      pieces[pieces.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else pieces.push(span);
  }
  return pieces;
}
