import { daysOf, type GoldFile, goldFiles } from '../support/gold.ts';

/** A place in an article, and whom or what it means: ids are the same in all articles. */
export interface GoldMention {
  readonly start: number;
  readonly end: number;
  /** `p.` a person, `o.` an organization, `e.` an event, `?` may be found or not. */
  readonly id: string;
}

/** What one article tells of an event. */
export interface GoldEvent {
  readonly id: string;
  /** More than one where editors could differ. */
  readonly kinds: readonly string[];
  readonly status: string;
  /** Null where the article says none. */
  readonly days: readonly [string, string] | null;
  readonly participants: readonly string[];
  readonly place: string | null;
}

export interface Story {
  readonly name: string;
  /** `dev` may be looked at while the readers are bettered; `held` shows whether that was for everybody. */
  readonly half: 'dev' | 'held';
  readonly publisher: string;
  readonly headline: string;
  readonly published: string;
  readonly body: string;
  readonly mentions: readonly GoldMention[];
  readonly events: readonly GoldEvent[];
}

const FOLDER = new URL('./stories/', import.meta.url);

/** In the order of their publication. */
export function stories(): Story[] {
  return goldFiles(FOLDER)
    .map(storyOf)
    .sort((a, b) => Date.parse(a.published) - Date.parse(b.published));
}

function storyOf({ name, head, body: marked, gold }: GoldFile): Story {
  const { half, publisher = '', headline = '', published = '' } = head;
  if (half !== 'dev' && half !== 'held') throw new Error(`${name}: wanted dev or held, got ${half}`);
  const { body, mentions } = unmarked(marked);
  const events = gold.map(eventOf);
  const told = new Set(mentions.map(({ id }) => id));
  for (const { id, participants } of events)
    for (const wanted of [id, ...participants])
      if (!told.has(wanted)) throw new Error(`${name}: ${wanted} is nowhere marked in the body`);
  return { name, half, publisher, headline, published, body, mentions, events };
}

/** `[Ada Kerrin](p.kerrin)` in the text. */
function unmarked(marked: string): Pick<Story, 'body' | 'mentions'> {
  const mentions: GoldMention[] = [];
  let body = '';
  let from = 0;
  for (const match of marked.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)) {
    body += marked.slice(from, match.index);
    const [all, words = '', id = ''] = match;
    mentions.push({ start: body.length, end: body.length + words.length, id });
    body += words;
    from = match.index + all.length;
  }
  return { body: body + marked.slice(from), mentions };
}

function eventOf([id = '', kinds = '', status = '', days = '', ...details]: readonly string[]): GoldEvent {
  const detail = (word: string) =>
    details.find((part) => part.startsWith(`${word} `))?.slice(word.length + 1);
  return {
    id,
    kinds: kinds.split('/'),
    status,
    days: days === '' ? null : daysOf(days),
    participants: detail('with')?.split(', ') ?? [],
    place: detail('at') ?? null,
  };
}
