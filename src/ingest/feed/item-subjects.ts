import type { DocumentSubject } from '../document.ts';
import type { FeedTopic } from './feed-item.ts';

const KINDS = { person: 'person', organization: 'organization', place: 'place', event: 'event' } as const;

/** A scheme names the kind where it is a type of schema.org; it is the term's own address where it ends in the term. */
export function subjectOf({ name, uri, scheme }: FeedTopic): DocumentSubject {
  const type = /^https?:\/\/schema\.org\/(\w+)$/.exec(scheme ?? '')?.[1]?.toLowerCase() ?? '';
  const kind = KINDS[type as keyof typeof KINDS] ?? 'topic';
  return { kind, name, uri: uri ?? (isTermOf(name, scheme) ? scheme : null), role: null };
}

function isTermOf(name: string, scheme: string | null): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return scheme !== null && URL.canParse(scheme) && letters(scheme.split('/').at(-1) ?? '') === letters(name);
}
