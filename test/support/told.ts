import { type NewsDocument, newsDocument } from '../../src/ingest/document.ts';
import type {
  DatePrecision,
  Extractor,
  FoundActor,
  FoundEvent,
  FoundMention,
  FoundParty,
  Reading,
  Span,
} from '../../src/ingest/reading.ts';

/** What to look for in a text. Whatever is not in it, word for word, is not found. */
export interface Told {
  readonly people?: readonly ToldActor[];
  readonly organizations?: readonly ToldActor[];
  /** Person's name, the words that say who it is where they stand in the text, and an age. */
  readonly described?: readonly (readonly [string, string, number?])[];
  readonly places?: readonly string[];
  /** Person's name, organization's name, role. */
  readonly roles?: readonly (readonly [string, string, string])[];
  /** Words and the speakers' names; a name that belongs to no actor describes an unnamed person. */
  readonly quotes?: readonly { readonly text: string; readonly by: readonly string[] }[];
  readonly events?: readonly ToldEvent[];
}
type ToldActor = string | { readonly name: string; readonly aliases: readonly string[] };
interface ToldEvent {
  readonly words: string;
  readonly kind?: FoundEvent['kind'];
  readonly status?: FoundEvent['status'];
  readonly on?: string;
  readonly until?: string;
  readonly precision?: DatePrecision;
  readonly place?: string;
  readonly who?: readonly string[];
}

/** An extractor that finds what it is told to look for, so that a test says exactly what is to be linked and stored. */
export function extractorOf(told: Told): Extractor {
  return { name: 'told', version: '1', read: ({ text }) => readingOf(text, told) };
}

export function readingOf(text: string, told: Told): Reading {
  const actors = [
    ...(told.people ?? []).map((each) => describedIn(text, foundActor('person', each), told)),
    ...(told.organizations ?? []).map((each) => foundActor('organization', each)),
  ].filter((actor) => placesOf(text, [actor.name, ...actor.aliases]).length > 0);
  const indexOf = (name: string) => {
    const index = actors.findIndex((actor) => actor.name === name);
    return index < 0 ? null : index;
  };
  const toldEvents = (told.events ?? []).filter(({ words }) => text.includes(words));
  const mentions = [
    ...actors.flatMap((actor, index) =>
      placesOf(text, [actor.name, ...actor.aliases]).map((span) =>
        mentionOf(span, actor.kind, actor.name, index, null),
      ),
    ),
    ...(told.places ?? []).flatMap((place) =>
      placesOf(text, [place]).map((span) => mentionOf(span, 'place', place, null, null)),
    ),
    ...toldEvents.flatMap(({ words }, index) =>
      placesOf(text, [words]).map((span) => mentionOf(span, 'event', words, null, index)),
    ),
  ];
  return {
    actors,
    mentions: mentions.sort((a, b) => a.span.start - b.span.start),
    affiliations: (told.roles ?? []).flatMap(([who, where, role]) => {
      const [person, organization] = [indexOf(who), indexOf(where)];
      const [span] = placesOf(text, [who]);
      return person === null || organization === null || !span
        ? []
        : [{ person, organization, role, span, confidence: 0.9 }];
    }),
    events: toldEvents.map((event) => foundEvent(event, indexOf)),
    quotes: (told.quotes ?? []).flatMap(({ text: words, by }) => {
      const [span] = placesOf(text, [words]);
      if (!span) return [];
      const speakers = by.map((name): FoundParty => partyOf(name, indexOf(name), actors));
      const rest = {
        addressees: [],
        cue: null,
        channel: null,
        said: null,
        place: null,
        event: null,
        runnersUp: [],
      };
      return [{ kind: 'direct' as const, text: words, spans: [span], speakers, confidence: 0.8, ...rest }];
    }),
    dates: [],
  };
}

function foundActor(kind: FoundActor['kind'], told: ToldActor): FoundActor {
  const { name, aliases } = typeof told === 'string' ? { name: told, aliases: [] } : told;
  return { kind, name, aliases, description: null, confidence: 0.9 };
}

function describedIn(text: string, actor: FoundActor, { described = [] }: Told): FoundActor {
  const said = described.find(([name, words]) => name === actor.name && text.includes(words));
  return said ? { ...actor, description: said[1], age: said[2] ?? null } : actor;
}

function foundEvent(event: ToldEvent, indexOf: (name: string) => number | null): FoundEvent {
  const {
    words,
    kind = 'meeting',
    status = 'happened',
    on = null,
    until = on,
    precision: known = 'day',
    place = null,
    who = [],
  } = event;
  const participants = who.flatMap((name) => indexOf(name) ?? []);
  const precision = on === null ? null : known;
  return {
    kind,
    status,
    name: words,
    earliest: on,
    latest: until,
    precision,
    place,
    participants,
    confidence: 0.9,
  };
}

function partyOf(name: string, actor: number | null, actors: readonly FoundActor[]): FoundParty {
  return { kind: actor === null ? 'unnamed_person' : actors[actor]!.kind, name, span: null, actor };
}

function mentionOf(
  span: Span,
  kind: FoundMention['kind'],
  name: string,
  actor: number | null,
  event: number | null,
): FoundMention {
  return { kind, span, name, actor, event, confidence: 0.9 };
}

/** Of all the names, the longest first and none within another. */
function placesOf(text: string, names: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const name of names.toSorted((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const span = { start: at, end: at + name.length };
      if (!spans.some((other) => span.start < other.end && other.start < span.end)) spans.push(span);
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

export function documentOf(given: Partial<NewsDocument> & { readonly body: string }): NewsDocument {
  return newsDocument({
    publisher: 'The Orsk Herald',
    headline: `About ${given.body.slice(0, 60)}`,
    publishedAt: '2026-03-04T09:30:00Z',
    ...given,
  });
}
