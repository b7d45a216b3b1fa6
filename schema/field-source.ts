import { Article } from './article.ts';
import { builder } from './builder.ts';

const SourcePart = builder.enumType('SourcePart', {
  description: 'A part of the source of an article, from which a field can be taken.',
  values: {
    JSON_LD: { value: 'json-ld', description: 'The schema.org JSON-LD of a page.' },
    EMBEDDED_STORY: {
      value: 'embedded-story',
      description: 'The story that a page of its publisher carries in a script.',
    },
    OPEN_GRAPH: { value: 'open-graph', description: 'The Open Graph properties of a page: https://ogp.me' },
    META: { value: 'meta', description: 'Other meta elements and links in the head of a page.' },
    MARKUP: { value: 'markup', description: 'What a page shows.' },
    TEXT: { value: 'text', description: 'Plain text, as scraped.' },
    FEED: { value: 'feed', description: 'An entry of a feed.' },
    NINJS: { value: 'ninjs', description: 'IPTC ninjs: https://iptc.org/standards/ninjs/' },
    NEWSML_G2: { value: 'newsml-g2', description: 'IPTC NewsML-G2: https://iptc.org/standards/newsml-g2/' },
    JSONL: { value: 'jsonl', description: 'A line of JSON in the shape of Newsgraph itself.' },
    SENDER: { value: 'sender', description: 'What was said beside it by whoever sent it in.' },
  } as const,
});

interface SourcedField {
  readonly field: string;
  readonly source: string;
}

const FieldSource = builder.objectRef<SourcedField>('FieldSource').implement({
  description: 'Where the value of a field was found.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'The name of the field of Article, such as standfirst.' }),
    source: t.field({
      type: SourcePart,
      description: 'The part of the source that it was taken from.',
      resolve: ({ source }) => source as 'text',
    }),
  }),
});

builder.objectField(Article, 'fieldSources', (t) =>
  t.field({
    type: [FieldSource],
    description:
      'For the fields of the version served here, which part of the source each was taken from, by the name of the field. Fields that the source does not say are not among them.',
    select: { columns: ['field_sources'] },
    resolve: ({ field_sources }) =>
      Object.entries(field_sources)
        .map(([field, source]) => ({ field, source }))
        .sort((a, b) => (a.field < b.field ? -1 : 1)),
  }),
);
