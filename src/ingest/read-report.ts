import type { NewsDocument } from './document.ts';
import type { FoundQuote, Reading } from './reading.ts';

/** What was read, for a person at a terminal. Spans of `reading` point into the document's body. */
export function formatReading(document: NewsDocument, reading: Reading): string {
  const names = (kind: 'person' | 'organization') =>
    reading.actors
      .filter((actor) => actor.kind === kind)
      .map(({ name, description }) => (description ? `  ${name}, ${description}` : `  ${name}`));
  const facts = [
    document.publisher,
    document.publishedAt,
    ...document.bylines.map(({ name, role }) => `${name} (${role})`),
  ];
  return [
    document.headline,
    facts.filter((fact) => fact !== null).join(' · '),
    ...section('People', names('person')),
    ...section('Organizations', names('organization')),
    ...section('Quotes', reading.quotes.map(quoteText)),
    ...section(
      'Events',
      reading.events.map((event) => `  ${eventText(reading, event)}`),
    ),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title} (${lines.length})`, ...lines];
}

function quoteText(quote: FoundQuote): string {
  const speakers = quote.speakers.map(({ name }) => name).join(' and ') || 'nobody known';
  const cue = quote.cue ? `, ${quote.cue.text}` : '';
  const words = quote.text.replace(/\s+/g, ' ');
  const said = quote.kind === 'indirect' ? words : `“${words}”`;
  return `  ${speakers}${cue} (${quote.kind}, ${Math.round(quote.confidence * 100)} %): ${said}`;
}

function eventText(reading: Reading, event: Reading['events'][number]): string {
  const days = event.earliest === event.latest ? event.earliest : `${event.earliest} to ${event.latest}`;
  const who = event.participants.map((actor) => reading.actors[actor]!.name).join(', ');
  return [event.name, event.status, days, event.place, who].filter(Boolean).join(' · ');
}
