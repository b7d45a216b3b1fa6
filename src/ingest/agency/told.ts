import {
  type FieldSource,
  type NewsDocument,
  newsDocument,
  type ReadResult,
  type SourcedField,
} from '../document.ts';

type Told = Parameters<typeof newsDocument>[0];

/** The document, each field that says something marked with its one source. */
export function toldBy(source: FieldSource, told: Told): ReadResult {
  const said = Object.entries(told).filter(([, value]) => saysSomething(value));
  const fieldSources: NewsDocument['fieldSources'] = Object.fromEntries(
    said.map(([field]) => [field as SourcedField, source]),
  );
  return { kind: 'document', document: newsDocument({ ...told, fieldSources }) };
}

function saysSomething(value: unknown): boolean {
  return (
    value !== null && value !== false && value !== undefined && !(Array.isArray(value) && value.length === 0)
  );
}

const LONGEST_HEADLINE_CHARS = 160;

/** What stands for a headline where an item has none: its first sentence, cut at a word. */
export function headlineOf(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  const [sentence = line] = /^.{20,}?[.!?](?=\s|$)/.exec(line.slice(0, LONGEST_HEADLINE_CHARS + 1)) ?? [];
  if (sentence.length <= LONGEST_HEADLINE_CHARS) return sentence;
  return `${sentence.slice(0, LONGEST_HEADLINE_CHARS).replace(/\s+\S*$/, '')}…`;
}

/** A BCP 47 tag as the language is written ("nb-NO"); null for what is none. */
export function languageTag(printed: string | null): string | null {
  if (printed === null) return null;
  try {
    const [tag = ''] = Intl.getCanonicalLocales(printed.trim().replaceAll('_', '-'));
    return /^[a-z]{2,3}(?:-|$)/.test(tag) ? tag : null;
  } catch {
    return null;
  }
}
