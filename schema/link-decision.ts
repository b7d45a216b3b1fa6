import { actors } from '../db/actor.ts';
import {
  actorOfLinkDecision,
  articleOfLinkDecision,
  linkDecisionsFor,
  linkDecisionsOfActor,
  linkDecisionsOfArticle,
  type NamedPlace,
} from '../db/link-evidence.ts';
import type { Row } from '../db/tables.ts';
import { Actor } from './actor.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { Mention } from './mention.ts';
import { QuoteParty } from './quote-party.ts';
import { loadById, loadKeyed } from './relation/loaders.ts';

const LinkDecisionKind = builder.enumType('LinkDecisionKind', {
  description: 'What was decided about a name in an article.',
  values: {
    JOINED: {
      value: 'joined',
      description: 'It means an actor that is known by another name, or one of several of that name.',
    },
    APART: { value: 'apart', description: 'It means a new actor, though others are called like it.' },
    OPEN: { value: 'open', description: 'It means one of several, and nothing tells which.' },
  } as const,
});

const LinkDecision = builder.objectRef<Row<'link_decision'>>('LinkDecision').implement({
  description:
    'Why a name in an article was linked to an actor, kept apart from one or left open. A name that is the very name of one known actor alone has none.',
  fields: (t) => ({
    decision: t.expose('decision', { type: LinkDecisionKind, description: 'What was decided.' }),
    name: t.exposeString('name', { description: 'The fullest form of the name in the article.' }),
    reason: t.exposeString('reason', { description: 'What speaks for it.' }),
    decidedBy: t.exposeString('decided_by', {
      description: 'The linker with its version, or “editor”.',
    }),
    decidedAt: t.expose('decided_at', { type: 'DateTime', description: 'When it was decided.' }),
    actor: t.related(actorOfLinkDecision, {
      type: Actor,
      description: 'Whom it was linked to; null where it is open, and where that one is not to be seen.',
    }),
    candidates: t.field({
      type: [Actor],
      description: 'Who else was considered; those that are not to be seen are left out.',
      resolve: async ({ candidates }, _args, context) => {
        const rows = await Promise.all(candidates.map((id) => loadById(context, actors, id)));
        return [...new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : []))).values()];
      },
    }),
    article: t.related(articleOfLinkDecision, {
      type: Article,
      nullable: false,
      description: 'The article that the name stands in.',
    }),
  }),
});

const LinkStatus = builder.enumType('LinkStatus', {
  description: 'How sure it is whom a mention names.',
  values: {
    BY_NAME: { value: 'by_name', description: 'By the full name, which is nobody else’s.' },
    BY_EVIDENCE: {
      value: 'by_evidence',
      description: 'By an alias or by others in the article; linkDecision says why.',
    },
    BY_EDITOR: { value: 'by_editor', description: 'An editor merged two actors or told them apart.' },
    OPEN: {
      value: 'open',
      description: 'Several are called so, and nothing tells which is meant; linkDecision has them.',
    },
    UNKNOWN: {
      value: 'unknown',
      description: 'The article has no full name for it, such as a bare surname.',
    },
  } as const,
});

builder.objectFields(Mention, (t) => ({
  linkStatus: t.field({
    type: LinkStatus,
    nullable: true,
    cost: { weight: 1 },
    description: 'How it is known whom it names; null for places and events.',
    resolve: async (row, _args, context) => {
      const place = placeOfMention(row);
      return place && statusOf(row, await decisionFor(context, place));
    },
  }),
  linkDecision: t.field({
    type: LinkDecision,
    nullable: true,
    description:
      'Why it was linked or left open; null where the name alone says it, and for places and events.',
    resolve: (row, _args, context) => {
      const place = placeOfMention(row);
      return place && decisionFor(context, place);
    },
  }),
}));

builder.objectField(QuoteParty, 'linkDecision', (t) =>
  t.field({
    type: LinkDecision,
    nullable: true,
    description:
      'Why they were linked, or left open where several are called so: then the party is an unnamed source under that very name. Null where the name alone says it.',
    resolve: (row, _args, context) => {
      const place = placeOfParty(row);
      return place && decisionFor(context, place);
    },
  }),
);

builder.objectField(Article, 'linkDecisions', (t) =>
  t.relatedConnection(linkDecisionsOfArticle, {
    type: LinkDecision,
    description: 'Why names in it were linked or left open, as they were decided.',
  }),
);

builder.interfaceField(Actor, 'linkDecisions', (t) =>
  t.relatedConnection(linkDecisionsOfActor, {
    type: LinkDecision,
    description: 'The evidence for links to this actor that rest on more than its name, the newest first.',
  }),
);

function placeOfMention({ kind, article_id, actor_id, name }: Row<'mention'>): NamedPlace | null {
  return kind === 'person' || kind === 'organization'
    ? { article_id, quote_id: null, kind, actor_id, name }
    : null;
}

const KINDS = {
  person: 'person',
  unnamed_person: 'person',
  organization: 'organization',
  unnamed_group: 'organization',
} as const;

function placeOfParty({ kind, quote_id, actor_id, name }: Row<'quote_party'>): NamedPlace | null {
  return kind === 'document' ? null : { article_id: null, quote_id, kind: KINDS[kind], actor_id, name };
}

function decisionFor(context: Context, place: NamedPlace): Promise<Row<'link_decision'> | null> {
  const read = (keys: readonly string[]) =>
    linkDecisionsFor(
      context,
      keys.map((key) => JSON.parse(key) as NamedPlace),
    );
  return loadKeyed(context, 'link decision', read, JSON.stringify(place));
}

function statusOf({ actor_id, merged_from }: Row<'mention'>, decision: Row<'link_decision'> | null) {
  if (actor_id === null) return decision === null ? 'unknown' : 'open';
  if (merged_from !== null || decision?.decided_by === 'editor') return 'by_editor';
  return decision?.decision === 'joined' ? 'by_evidence' : 'by_name';
}
