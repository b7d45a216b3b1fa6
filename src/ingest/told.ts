import type { FieldSource, FieldSources, NewsDocument, SourcedField } from './document.ts';

/** What one part of a source says of an article; what it does not say is left out. */
export interface Told extends Partial<Omit<NewsDocument, 'fieldSources'>> {
  /** Whether everybody may read the whole article; left out where nothing is said. */
  readonly accessibleForFree?: boolean;
  /** Of the whole article, as the source counts. */
  readonly wordCount?: number;
}

type Said = { readonly [Field in keyof Told]: Told[Field] | null | undefined };

/** Without what is null, empty text or an empty list. */
export function told(said: Partial<Said>): Told {
  const kept = Object.entries(said).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Told;
}

export type ToldBy = { readonly [Source in FieldSource]?: Told };
export type Preference = readonly FieldSource[];

/** Field by field, what the first source in the order of preference says, and which that was. */
export function bestOf(
  sources: ToldBy,
  preference: (field: SourcedField) => Preference,
  fields: readonly SourcedField[],
): Told & { readonly fieldSources: FieldSources } {
  const best: Record<string, unknown> = {};
  const fieldSources: Partial<Record<SourcedField, FieldSource>> = {};
  for (const field of fields) {
    const source = preference(field).find((each) => sources[each]?.[field] !== undefined);
    if (source === undefined) continue;
    best[field] = sources[source]?.[field];
    fieldSources[field] = source;
  }
  return { ...(best as Told), fieldSources };
}
