import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NewsDocument } from '../../src/ingest/document.ts';
import { rulesExtractor } from '../../src/ingest/find/rules.ts';
import type { FoundParty, Reading } from '../../src/ingest/reading.ts';
import { readText } from '../../src/ingest/scraped/read-text.ts';

interface GoldParty {
  readonly kind: string;
  readonly name: string;
}
interface Gold {
  readonly document?: Record<string, unknown>;
  readonly quotes?: readonly {
    readonly text: string;
    readonly kind?: string;
    readonly cue?: string;
    readonly speakers?: readonly GoldParty[];
    readonly addressees?: readonly GoldParty[];
  }[];
  readonly people?: readonly string[];
  readonly absentPeople?: readonly string[];
  readonly organizations?: readonly string[];
  readonly events?: readonly Record<string, unknown>[];
}

const FOLDER = new URL('../fixtures/text/', import.meta.url);
const cases = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

describe.each(cases)('the article %s', (name) => {
  const gold = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Gold;
  const result = readText(readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8'));
  if (result.kind !== 'document') throw new Error(`${name} was refused: ${result.message}`);
  const { document } = result;
  const reading = rulesExtractor.read({
    text: document.body,
    publishedAt: document.publishedAt,
    headline: document.headline,
    language: document.language,
    captions: document.images.flatMap(({ caption }) => caption ?? []),
  });

  it('has the head and the body that an editor finds', () => {
    expect(documentDifferences(document, gold.document ?? {})).toEqual([]);
  });
  it('has its quotes, whole and by the right speakers', () => {
    expect(quoteDifferences(reading, gold)).toEqual([]);
  });
  it('names the people and organizations, and no noise', () => {
    expect(actorDifferences(reading, gold)).toEqual([]);
  });
  it('tells its events', () => {
    expect(eventDifferences(reading, gold)).toEqual([]);
  });
});

function documentDifferences(document: NewsDocument, gold: Record<string, unknown>): string[] {
  const differences: string[] = [];
  const { bodyStarts, bodyEnds, absent, publishedAt, ...fields } = gold;
  if (typeof bodyStarts === 'string' && !document.body.startsWith(bodyStarts))
    differences.push(`body starts: ${document.body.slice(0, 60)}`);
  if (typeof bodyEnds === 'string' && !document.body.endsWith(bodyEnds))
    differences.push(`body ends: ${document.body.slice(-60)}`);
  for (const words of (absent as string[] | undefined) ?? [])
    if (document.body.includes(words)) differences.push(`present: ${words}`);
  if (publishedAt !== undefined && sameMoment(document.publishedAt, publishedAt) === false)
    differences.push(`publishedAt: ${document.publishedAt}`);
  for (const [field, wanted] of Object.entries(fields)) {
    const got = document[field as keyof NewsDocument];
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      differences.push(`${field}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
  }
  return differences;
}

function sameMoment(got: string | null, wanted: unknown): boolean {
  if (got === null || wanted === null) return got === wanted;
  return Date.parse(got) === Date.parse(String(wanted));
}

function quoteDifferences(reading: Reading, { quotes }: Gold): string[] {
  if (!quotes) return [];
  const found = reading.quotes.filter(({ kind }) => kind !== 'indirect');
  const extra = found.filter(({ text }) => !quotes.some((gold) => gold.text === text));
  const differences = extra.map(({ text }) => `not in the gold: ${text}`);
  for (const gold of quotes) {
    const quote = found.find(({ text }) => text === gold.text);
    if (!quote) {
      differences.push(`missing: ${gold.text}`);
      continue;
    }
    const told = (what: string, wanted: unknown, got: unknown) =>
      differences.push(
        `${what} of “${gold.text.slice(0, 50)}”: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`,
      );
    if (gold.kind && gold.kind !== quote.kind) told('kind', gold.kind, quote.kind);
    if (gold.cue && gold.cue !== quote.cue?.text) told('cue', gold.cue, quote.cue?.text);
    if (gold.speakers && parties(gold.speakers) !== parties(quote.speakers))
      told('speakers', parties(gold.speakers), parties(quote.speakers));
    if (gold.addressees && parties(gold.addressees) !== parties(quote.addressees))
      told('addressees', parties(gold.addressees), parties(quote.addressees));
  }
  return differences;
}

function parties(all: readonly (GoldParty | FoundParty)[]): string {
  return all.map(({ kind, name }) => `${kind} ${plain(name)}`).join(' & ');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/^(?:a|an|the) /, '');
}

function actorDifferences(reading: Reading, gold: Gold): string[] {
  const named = (kind: string) =>
    reading.actors.filter((actor) => actor.kind === kind).map(({ name }) => plain(name));
  const [people, organizations] = [named('person'), named('organization')];
  return [
    ...(gold.people ?? [])
      .filter((name) => !people.includes(plain(name)))
      .map((name) => `missing person: ${name} among ${people}`),
    ...(gold.absentPeople ?? [])
      .filter((name) => people.includes(plain(name)))
      .map((name) => `noise: ${name}`),
    ...(gold.organizations ?? [])
      .filter((name) => !organizations.includes(plain(name)))
      .map((name) => `missing organization: ${name} among ${organizations}`),
  ];
}

function eventDifferences(reading: Reading, gold: Gold): string[] {
  return (gold.events ?? []).flatMap((wanted) => {
    const fits = reading.events.some((event) => {
      const names = event.participants.map((index) => plain(reading.actors[index]!.name));
      const { participants, place, ...fields } = wanted;
      const all = ((participants as string[] | undefined) ?? []).every((name) => names.includes(plain(name)));
      const there =
        place === undefined ||
        place === event.place ||
        (event.place !== null && String(place).includes(event.place));
      return (
        all &&
        there &&
        Object.entries(fields).every(([field, value]) => event[field as keyof typeof event] === value)
      );
    });
    const got = reading.events.map(
      (event) =>
        `${event.kind} ${event.status} ${event.earliest}..${event.latest} ${event.place} [${event.participants.map((index) => reading.actors[index]!.name)}]`,
    );
    return fits ? [] : [`missing: ${JSON.stringify(wanted)} among ${JSON.stringify(got)}`];
  });
}
