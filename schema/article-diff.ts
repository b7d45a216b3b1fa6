import { articles } from '../db/article.ts';
import type { Row } from '../db/tables.ts';
import { Article } from './article.ts';
import { ArticleVersion, loadVersion } from './article-version.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { PART } from './cost.ts';
import { loadById } from './relation/loaders.ts';
import { perRequest } from './relation/per-request.ts';
import { Span } from './text.ts';
import { type DiffBudget, type DiffOperation, type TextSpan, textDiff } from './text-diff.ts';

type Version = Row<'article_version'>;
type DiffField = 'headline' | 'standfirst' | 'body';

interface VersionDiffShape {
  readonly from: Version;
  readonly to: Version;
}

interface Change {
  readonly field: DiffField;
  readonly operation: DiffOperation;
  readonly text: string | null;
  readonly from: TextSpan | null;
  readonly to: TextSpan | null;
}

/** Longer stretches that stayed are given by their places alone. */
const LONGEST_EQUAL_CHARS = 80;
/** Words put in or left out that one request may look for, over all its diffs. */
const EDITS_A_REQUEST = 4_000;

const DiffFieldEnum = builder.enumType('DiffField', {
  description: 'A text of an article of which a diff tells.',
  values: {
    HEADLINE: { value: 'headline', description: 'The headline.' },
    STANDFIRST: { value: 'standfirst', description: 'The standfirst; none where a version has none.' },
    BODY: { value: 'body', description: 'The body; not told of where it is withheld.' },
  } as const,
});

const DiffOperationEnum = builder.enumType('DiffOperation', {
  description: 'What became of a piece of a text from one version to the other.',
  values: {
    EQUAL: { value: 'equal', description: 'It stands in both.' },
    INSERTED: { value: 'inserted', description: 'It stands in the later one alone.' },
    DELETED: { value: 'deleted', description: 'It stands in the former one alone.' },
  } as const,
});

const TextChange = builder.objectRef<Change>('TextChange').implement({
  description: 'A piece of a text, and what became of it.',
  fields: (t) => ({
    field: t.expose('field', { type: DiffFieldEnum, description: 'The text that it is a piece of.' }),
    operation: t.expose('operation', { type: DiffOperationEnum, description: 'What became of it.' }),
    text: t.exposeString('text', {
      nullable: true,
      description: `Its words; null for what is EQUAL and longer than ${LONGEST_EQUAL_CHARS} code units: the spans say which.`,
    }),
    from: t.field({
      type: Span,
      nullable: true,
      cost: PART,
      description: 'Where it stands in that text of the version from; null for what was INSERTED.',
      resolve: (change) => change.from,
    }),
    to: t.field({
      type: Span,
      nullable: true,
      cost: PART,
      description: 'Where it stands in that text of the version to; null for what was DELETED.',
      resolve: (change) => change.to,
    }),
  }),
});

const VersionDiff = builder.objectRef<VersionDiffShape>('VersionDiff').implement({
  description: 'How the texts of an article differ between two of its versions.',
  fields: (t) => ({
    from: t.field({
      type: ArticleVersion,
      description: 'The version compared.',
      resolve: ({ from }) => from,
    }),
    to: t.field({ type: ArticleVersion, description: 'What it is compared with.', resolve: ({ to }) => to }),
    changes: t.field({
      type: [TextChange],
      cost: { weight: 50, assumedSize: 50, itemWeight: 0.1 },
      description:
        'Headline, standfirst and body in pieces, each text in its order and whole: what is EQUAL and INSERTED makes the text of the version to, what is EQUAL and DELETED that of the version from. Word by word; where more than some thousand words changed, one piece stands for another.',
      resolve: changesOf,
    }),
  }),
});

builder.objectField(Article, 'diff', (t) =>
  t.field({
    type: VersionDiff,
    nullable: true,
    description: 'How its texts changed between two versions; null where it does not have both to be seen.',
    args: {
      from: t.arg.int({ required: true, description: 'A version, counted from 1.' }),
      to: t.arg.int({ required: true, description: 'Another version, the later one as a rule.' }),
    },
    resolve: async (row, { from, to }, context) => {
      const [former, now] = await Promise.all([
        loadVersion(context, row.id, from),
        loadVersion(context, row.id, to),
      ]);
      return former && now && { from: former, to: now };
    },
  }),
);

async function changesOf({ from, to }: VersionDiffShape, _args: object, context: Context): Promise<Change[]> {
  const article = await loadById(context, articles, from.article_id);
  const isWithheld = article?.body_status === 'withheld';
  const fields: readonly DiffField[] = isWithheld
    ? ['headline', 'standfirst']
    : ['headline', 'standfirst', 'body'];
  const budget = budgetOf(context);
  return fields.flatMap((field) => changesIn(field, from[field] ?? '', to[field] ?? '', budget));
}

function changesIn(field: DiffField, former: string, now: string, budget: DiffBudget): Change[] {
  return textDiff(former, now, budget).map((change) => {
    const { operation, from, to } = change;
    const text = to ? now.slice(to.start, to.end) : former.slice(from?.start, from?.end);
    const isLong = operation === 'equal' && text.length > LONGEST_EQUAL_CHARS;
    return { field, operation, from, to, text: isLong ? null : text };
  });
}

const budgetOf = perRequest((): DiffBudget => ({ left: EDITS_A_REQUEST }));
