import type { FoundEvent, FoundMention, FoundQuote, Span } from '../../reading.ts';

export interface EventsOfText {
  readonly text: string;
  readonly events: readonly FoundEvent[];
  /** Of events, in the order of the text. */
  readonly mentions: readonly FoundMention[];
}

const DAY =
  '(?:(?:on|late|early|later|earlier|again|afterward|afterwards)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|morning|afternoon|evening|night)';
const PREPOSITION = '(?:at|in|during|after|following|on)';
const APPOSITION = '(?:,[^,.;:“”"]{1,60},)?';
/** Between the attribution and the event: "said {on Tuesday at }the summit". */
const PLACED = new RegExp(`^${APPOSITION}(?:,?\\s+${DAY})*,?\\s+${PREPOSITION}\\s+$`, 'i');
const AS_THEY_MET =
  /^(?:,?\s+(?:when|as|after|while)\s+(?:he|she|they|the two|both)(?:\s+(?:men|women|leaders|had|were))?\s+)$/i;
const SPEAKING = new RegExp(`\\bspeaking(?:\\s+to\\s+\\w+)?(?:\\s+${DAY})*\\s+${PREPOSITION}\\s+$`, 'i');
const OPENING = /(?:^|[\n.?!”"]\s*)(?:At|In|During|After|Following|On)\s+$/;
/** From an opening "At the summit" to the verb of its sentence: a partner, a comma, a subject, no second clause. */
const TO_THE_VERB =
  /^(?:\s+(?:with|in|on|at|between|of)\s[^,.;:“”"]{1,60})?,\s+(?:[^,.;:“”"]{1,60}|[^,.;:“”"]{1,40},[^,.;:“”"]{1,60},)\s*$/;
const NEW_CLAUSE = /\b(?:that|which|who|because|when|while|if|but|and (?:he|she|they|it))\b/;
const TOLD = /^(?:tells?|told|telling|addressed|addressing)$/i;
const DOCUMENT_KINDS: ReadonlySet<FoundEvent['kind']> = new Set(['statement', 'agreement']);

/** The quotes, each with the event that the text says it was spoken or written at; null where it says nothing. */
export function withEvents(quotes: readonly FoundQuote[], found: EventsOfText): FoundQuote[] {
  if (found.mentions.length === 0) return [...quotes];
  const spoken = quotes.flatMap(({ spans }) => spans).sort((a, b) => a.start - b.start);
  const voiced = found.mentions.filter(({ span }) => !spoken.some((words) => overlap(words, span)));
  const told = { ...found, mentions: voiced };
  return quotes.map((quote) => ({ ...quote, event: documentOf(quote, told) ?? placeOfWords(quote, told) }));
}

/** "The statement said": the words are the event. */
function documentOf({ speakers }: FoundQuote, { events, mentions }: EventsOfText): number | null {
  const document = speakers.find(({ kind }) => kind === 'document');
  if (!document?.span) return null;
  const { span, name } = document;
  const ofKind = mentions.filter(({ event }) => event !== null && DOCUMENT_KINDS.has(events[event]!.kind));
  const same = ofKind.find((mention) => overlap(mention.span, span));
  if (same) return same.event;
  const head = /\b(statement|agreement|treaty|accord|pact)$/i.exec(name)?.[1]?.toLowerCase();
  const before = ofKind.filter((mention) => mention.span.end <= span.start).map(({ event }) => event!);
  const [only, ...others] = [...new Set(before)];
  return head === 'statement' && only !== undefined && others.length === 0 && events[only]!.kind === head
    ? only
    : null;
}

function placeOfWords(quote: FoundQuote, found: EventsOfText): number | null {
  const { cue } = quote;
  if (cue === null) return null;
  for (const { event, span } of found.mentions) {
    if (event === null || found.events[event]!.status !== 'happened') continue;
    const places =
      span.start >= cue.span.end
        ? placesBehind(quote, cue.span, span, found.text)
        : placesBefore(cue.span, span, found.text);
    if (places || sharesDayAndPlace(quote, found.events[event]!, span, found.text)) return event;
  }
  return null;
}

/** "said at the summit", "told Tuesday’s news conference", "said Quorn after the meeting". */
function placesBehind({ speakers, addressees, cue }: FoundQuote, verb: Span, event: Span, text: string) {
  if (event.start - verb.end > 200) return false;
  const parties = [...speakers, ...addressees].flatMap(({ span }) => span ?? []);
  const from = Math.max(
    verb.end,
    ...parties
      .filter(({ start, end }) => start >= verb.end && start - verb.end <= 40 && end <= event.start)
      .map(({ end }) => end),
  );
  const between = text.slice(from, event.start);
  if (/[“”"\n]/.test(text.slice(verb.end, event.start))) return false;
  if (PLACED.test(between) || AS_THEY_MET.test(between) || isSpeakingAt(between)) return true;
  return from === verb.end && TOLD.test(cue!.text) && /^\s+(?:the\s+|a\s+)?$/.test(between);
}

function isSpeakingAt(between: string): boolean {
  return /^,/.test(between) && SPEAKING.test(between);
}

/** "At the summit, Quorn said", "Quorn, speaking after the vote, said". */
function placesBefore(verb: Span, event: Span, text: string): boolean {
  if (verb.start - event.end > 160) return false;
  const before = text.slice(Math.max(0, event.start - 60), event.start);
  const between = text.slice(event.end, verb.start);
  if (/[“”"\n]/.test(between) || NEW_CLAUSE.test(between)) return false;
  if (SPEAKING.test(before)) return /^[^.;:]*,\s*$/.test(between) || TO_THE_VERB.test(between);
  return OPENING.test(before) && TO_THE_VERB.test(between);
}

/** "said in Sarnby on Friday, where the two met": one sentence, one day, one place. */
function sharesDayAndPlace(
  { said, place, cue }: FoundQuote,
  event: FoundEvent,
  span: Span,
  text: string,
): boolean {
  if (said === null || place === null || event.place === null) return false;
  if (event.precision !== 'day' || event.earliest !== said.earliest || event.latest !== said.latest)
    return false;
  if (!place.endsWith(event.place) && !event.place.endsWith(place)) return false;
  const verb = cue!.span;
  const between = text.slice(Math.min(verb.end, span.end), Math.max(verb.start, span.start));
  return between.length <= 160 && !/[.?!]["”]?\s|[“”"\n]/.test(between);
}

function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
