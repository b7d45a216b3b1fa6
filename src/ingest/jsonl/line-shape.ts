import { z } from 'zod';
import { FIELD_SOURCES, type SourcedField, SUBJECT_KINDS } from '../document.ts';

/** More in one list are a mistake or an attack; an article has a few dozen. */
export const MOST_ITEMS = 10_000;

// Each message says what was wanted; `complaintOf` puts what came behind it.
const text = z.string('text');
const maybe = z.string('text or null').nullable().default(null);
const flag = z.boolean('true or false').exactOptional();
const toTheMinute = z.iso.datetime({ offset: true, precision: -1 });
const moment = z.union([z.iso.datetime({ offset: true }), toTheMinute], 'RFC 3339 with an offset');
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `one of ${values.join(', ')}`);

/** Its length is looked at before what is in it, so that a million wrong items make one complaint. */
function listOf<T extends z.ZodType>(item: T) {
  const list = z.array(z.unknown(), 'a list').max(MOST_ITEMS, `at most ${MOST_ITEMS} in a list`);
  return list.pipe(z.array(item)).exactOptional();
}

function object<T extends z.core.$ZodShape>(shape: T) {
  return z.strictObject(shape, 'an object');
}

const ARTICLE = {
  url: maybe,
  otherUrls: listOf(text),
  guid: maybe,
  publisher: maybe,
  headline: text,
  standfirst: maybe,
  body: text,
  bodyStatus: oneOf(['available', 'withheld', 'stub']).exactOptional(),
  section: maybe,
  language: text.exactOptional(),
  dateline: maybe,
  publishedAt: moment.nullable().default(null),
  publishedZoneAssumed: flag,
  modifiedAt: moment.nullable().default(null),
  embargoedUntil: z
    .union([z.literal('infinity'), moment], 'RFC 3339 with an offset, or infinity')
    .nullable()
    .default(null),
  liveBlog: flag,
  bylines: listOf(
    object({ name: text, role: oneOf(['author', 'contributor', 'photographer']).default('author') }),
  ),
  images: listOf(object({ caption: maybe, credit: maybe, url: maybe })),
  corrections: listOf(text),
  usageTerms: maybe,
  copyrightHolder: maybe,
  copyrightNotice: maybe,
  subjects: listOf(object({ kind: oneOf(SUBJECT_KINDS), name: text, uri: maybe, role: maybe })),
  associations: listOf(object({ role: text, type: maybe, uri: maybe, headline: maybe })),
} satisfies Record<SourcedField, z.ZodType>;
const SOURCED = Object.keys(ARTICLE) as SourcedField[];

/** The fields of `NewsDocument`; what is left out is what `newsDocument` makes of it. */
export const ARTICLE_LINE = object({
  ...ARTICLE,
  fieldSources: z
    .partialRecord(z.enum(SOURCED), oneOf(FIELD_SOURCES), 'the source of each field, by its name')
    .exactOptional(),
});

export const RETRACTION_LINE = object({
  retracted: object({ url: maybe, guid: maybe, publisher: maybe, notice: maybe }),
});
