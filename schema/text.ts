import { builder } from './builder.ts';

/** A place in a text. */
export interface SpanShape {
  readonly start: number;
  readonly end: number;
}

export const Span = builder.objectRef<SpanShape>('Span').implement({
  description:
    'A place in a text (the body of an article, where the field says nothing else), half open, in UTF-16 code units: text.slice(start, end) in JavaScript gives its words.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'Of its first code unit, counted from 0.' }),
    end: t.exposeInt('end', { description: 'Behind its last code unit.' }),
  }),
});

/** Reads `[3,10)` and `{[3,10),[20,31)}` as Postgres prints them. */
export function spansOf(text: string): SpanShape[] {
  return [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, start, end]) => ({
    start: Number(start),
    end: Number(end),
  }));
}

export function spanOrNull(text: string | null): SpanShape | null {
  return text === null ? null : (spansOf(text)[0] ?? null);
}
