import { rulesExtractor } from '../../src/ingest/find/rules.ts';
import type { FoundDate, FoundEvent, Reading } from '../../src/ingest/reading.ts';
import { type Claim, claim } from './claim.ts';
import { daysOf, type GoldFile, goldFiles, plainName } from './gold.ts';
import { quoteClaims } from './pattern-quotes.ts';

export const PATTERNS = new URL('../ingest/find/patterns/', import.meta.url);

export interface JudgedArticle {
  readonly name: string;
  readonly patterns: string;
  readonly claims: readonly Claim[];
}

export function judgedPatterns(): JudgedArticle[] {
  return goldFiles(PATTERNS).map((file) => {
    const reading = rulesExtractor.read({
      text: file.body,
      publishedAt: file.head.published ?? null,
      headline: file.head.headline ?? null,
      language: 'en',
    });
    return { name: file.name, patterns: file.head.patterns ?? '', claims: claimsOf(file, reading) };
  });
}

/** As they stand in the list of known failures. */
export function failureLines(articles: readonly JudgedArticle[]): string[] {
  return articles.flatMap(({ name, claims }) =>
    claims.filter(({ holds }) => !holds).map(({ what }) => `${name}: ${what}`),
  );
}

export function claimsOf(file: GoldFile, reading: Reading): Claim[] {
  return [
    ...quoteClaims(file, reading),
    ...actorClaims(file, reading, 'person'),
    ...actorClaims(file, reading, 'organization'),
    ...file.gold.flatMap((line) => otherClaims(file, reading, line)),
  ];
}

function otherClaims(file: GoldFile, reading: Reading, [first = '', ...rest]: readonly string[]): Claim[] {
  const [word = '', ...more] = first.split(' ');
  if (word === 'date') return [dateClaim(file, reading, rest)];
  if (word === 'affiliation') return [affiliationClaim(reading, rest)];
  if (word === 'event') return eventClaims(reading, more, rest);
  if (first === 'one event') {
    const count = reading.events.filter(({ kind }) => kind === rest[0]).length;
    return [claim(`one ${rest[0]}`, count === 1, '1', String(count))];
  }
  if (first === 'no event') {
    const found = reading.events.filter(({ kind }) => kind === rest[0]);
    return [claim(`no ${rest[0]}`, found.length === 0, 'none', found.map(({ name }) => name).join('; '))];
  }
  if (first === 'no date') {
    const found = reading.dates.filter(({ text }) => new RegExp(`\\b${rest[0]}\\b`).test(text));
    return [
      claim(`no date ${rest[0]}`, found.length === 0, 'none', found.map(({ text }) => text).join('; ')),
    ];
  }
  if (/^(?:quote|no quote|persons|organizations|maybe)/.test(first)) return [];
  throw new Error(`${file.name}: no gold begins with "${first}"`);
}

/** Everyone whom the gold names, and nobody else. */
function actorClaims({ gold }: GoldFile, { actors }: Reading, kind: 'person' | 'organization'): Claim[] {
  const listed = (word: string) =>
    gold.filter(([first]) => first === word).flatMap(([, names = '']) => names.split('; ').filter(Boolean));
  const wanted = listed(`${kind}s`);
  const known = new Set([...wanted, ...listed('maybe')].map(plainName));
  const found = actors.filter((actor) => actor.kind === kind).map(({ name }) => name);
  return [
    ...wanted.map((name) =>
      claim(`${kind} ${name}`, found.some(same(name)), name, `only ${found.join(', ') || 'nobody'}`),
    ),
    ...found
      .filter((name) => !known.has(plainName(name)))
      .map((name) => claim(`no ${kind} ${name}`, false, 'none', name)),
  ];
}

function same(name: string): (other: string) => boolean {
  return (other) => plainName(other) === plainName(name);
}

function dateClaim({ name, body }: GoldFile, { dates }: Reading, [words = '', days = '']: string[]): Claim {
  const start = body.indexOf(words);
  if (start < 0) throw new Error(`${name}: "${words}" does not stand in the body`);
  const found = dates.filter(({ span }) => span.start < start + words.length && span.end > start);
  const wanted = daysOf(days);
  return claim(`date ${words}`, found.some(isOn(wanted)), wanted.join('..'), found.map(told).join(', '));
}

function isOn([earliest, latest]: readonly [string, string]) {
  return (date: Pick<FoundEvent, 'earliest' | 'latest'>) =>
    date.earliest === earliest && date.latest === latest;
}

function told({ text, earliest, latest }: FoundDate): string {
  return `${text} (${earliest}..${latest})`;
}

function affiliationClaim(
  { affiliations, actors }: Reading,
  [person = '', role = '', organization = '']: string[],
): Claim {
  const found = affiliations.map(
    (each) =>
      `${actors[each.person]?.name}, ${each.role?.toLowerCase()}, ${plainName(actors[each.organization]?.name ?? '')}`,
  );
  const wanted = `${person}, ${role.toLowerCase()}, ${plainName(organization)}`;
  return claim(`affiliation ${person}`, found.includes(wanted), wanted, found.join('; '));
}

/** Of the events of the kind, the one that agrees in most. */
function eventClaims(
  { events, actors }: Reading,
  [kind = '', status = '', days]: string[],
  details: string[],
): Claim[] {
  const detail = (word: string) =>
    details.find((part) => part.startsWith(`${word} `))?.slice(word.length + 1);
  const [participants, place] = [detail('with')?.split('; ') ?? [], detail('at')];
  const what = `event ${kind} ${status} ${days ?? ''}`.trim();
  const judged = events
    .filter((event) => event.kind === kind)
    .map((event) => {
      const names = event.participants.map((at) => actors[at]?.name ?? '');
      return [
        claim(what, true, '', ''),
        ...(days
          ? [claim(`${what}: date`, isOn(daysOf(days))(event), days, `${event.earliest}..${event.latest}`)]
          : []),
        claim(`${what}: status`, event.status === status, status, event.status),
        ...(participants.length > 0
          ? [
              claim(
                `${what}: with`,
                participants.every((name) => names.some(same(name))),
                participants.join(', '),
                names.join(', '),
              ),
            ]
          : []),
        ...(place
          ? [claim(`${what}: at`, (event.place ?? '').includes(place), place, `${event.place}`)]
          : []),
      ];
    });
  const right = (claims: readonly Claim[]) => claims.filter(({ holds }) => holds).length;
  const [best] = judged.sort((a, b) => right(b) - right(a));
  const found = events.map(({ name }) => name).join('; ');
  return best ?? [claim(what, false, what, `only ${found || 'none'}`)];
}
