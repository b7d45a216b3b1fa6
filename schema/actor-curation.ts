import { actors } from '../db/actor.ts';
import { holds } from '../db/api-key.ts';
import {
  type CurationDecisionFields,
  curationDecisionFilter,
  curationDecisionList,
  curationDecisions,
} from '../db/curation-list.ts';
import type { Logical } from '../db/filter.ts';
import type { Reader } from '../db/reader.ts';
import type { Id, Row } from '../db/tables.ts';
import { Actor, actorId } from './actor.ts';
import { builder } from './builder.ts';
import { type ActorCurationOutcome, type Context, callerOf } from './context.ts';
import { logicalInput } from './filter.ts';
import { encodeId, rowId } from './ids.ts';
import { loadById, loadSelected } from './relation/loaders.ts';

type Decided = Extract<ActorCurationOutcome, { kind: 'decided' }>;
type Refused = Extract<ActorCurationOutcome, { kind: 'refused' }>;

const CurationKind = builder.enumType('CurationKind', {
  description: 'What an editor decided of actors.',
  values: {
    MERGE: { value: 'merge', description: 'That several are one.' },
    SPLIT: { value: 'split', description: 'That one is two.' },
  } as const,
});

export const CurationDecision = builder.objectRef<Row<'curation_decision'>>('CurationDecision');

const typeName = ({ actor_kind }: Row<'curation_decision'>) =>
  actor_kind === 'person' ? 'Person' : 'Organization';

builder.node(CurationDecision, {
  description:
    'That actors were merged or one was split: who decided it, when and why. Wants the scope curate.',
  id: { resolve: (row) => row.id },
  loadWithoutCache: (id, context, info) =>
    holds(context.scopes, 'curate') ? loadSelected(context, curationDecisions, id, info) : null,
  fields: (t) => ({
    kind: t.expose('kind', {
      type: CurationKind,
      description: 'Whether actors were merged or one was split.',
    }),
    actor: t.field({
      type: Actor,
      nullable: true,
      description: 'Whom the others were merged into, or who was split; null where it is not to be seen.',
      resolve: (row, _args, context) => loadById(context, actors, row.actor_id),
    }),
    name: t.exposeString('actor_name', { description: 'What that one was called then.' }),
    otherIds: t.idList({
      description:
        'Who was merged, or the one that was split off. The ids of merged ones stand for whom they were merged into.',
      resolve: (row) => row.other_ids.map((id) => encodeId(typeName(row), id)),
    }),
    otherNames: t.exposeStringList('other_names', {
      description: 'What those were called then, in the same order.',
    }),
    articleCount: t.int({
      description: 'In how many articles the one that was split off was meant; 0 for a merge.',
      resolve: (row) => row.article_ids.length,
    }),
    reason: t.exposeString('reason', { description: 'In the words of the editor.' }),
    decidedBy: t.exposeString('decided_by', {
      description: 'The API key, the subject of the token, or “command line”.',
    }),
    decidedAt: t.expose('decided_at', { type: 'DateTime', description: 'When it was decided.' }),
    undoneBy: t.exposeString('undone_by', {
      nullable: true,
      description: 'Who took it back; null where it is in force.',
    }),
    undoneAt: t.expose('undone_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null where it is in force.',
    }),
  }),
});

/** Who may not curate sees none. */
async function decisionOf(context: Context, id: Id): Promise<Row<'curation_decision'> | null> {
  return holds(context.scopes, 'curate') ? loadById(context, curationDecisions, id) : null;
}

const ActorCurated = builder.objectRef<Decided>('ActorCurated').implement({
  description: 'What an editor decided holds.',
  fields: (t) => ({
    changed: t.exposeBoolean('changed', {
      description: 'False where it held already: nothing was written then.',
    }),
    actor: t.field({
      type: Actor,
      nullable: true,
      description:
        'Who was kept, who was split off, or of whom a decision was undone, as it now is; null where it is not to be seen.',
      resolve: ({ actorId: id }, _args, context) => loadById(context, actors, id),
    }),
    decision: t.field({
      type: CurationDecision,
      nullable: true,
      description: 'To undo it by; null where nothing had to be decided.',
      resolve: ({ decisionId }, _args, context) =>
        decisionId === null ? null : decisionOf(context, decisionId),
    }),
  }),
});

const CurationRefusal = builder.enumType('CurationRefusal', {
  description: 'Why actors were left as they were.',
  values: {
    BAD_FIELD: { description: 'A field has a value that makes no sense.' },
    UNKNOWN_ACTOR: { description: 'There is no such actor.' },
    UNKNOWN_ARTICLE: { description: 'An article has nothing to do with the actor.' },
    UNKNOWN_DECISION: { description: 'There is no such decision.' },
    SAME_ACTOR: { description: 'An actor is not to be merged into itself.' },
    OTHER_KIND: { description: 'A person and an organization are never one.' },
    NOTHING_LEFT: { description: 'All its articles were to be another’s: that is no split.' },
    BUILT_UPON: { description: 'Later decisions about the same actors are in force. Undo those first.' },
  },
});

const ActorCurationRefused = builder.objectRef<Refused>('ActorCurationRefused').implement({
  description: 'What was asked was not done, and nothing was changed.',
  fields: (t) => ({
    reason: t.field({
      type: CurationRefusal,
      description: 'Why, from a closed list.',
      resolve: ({ reason }) => reason as 'BAD_FIELD',
    }),
    message: t.exposeString('message', { description: 'What was wanted and what came.' }),
    laterDecisions: t.field({
      type: [CurationDecision],
      description: 'BUILT_UPON: the decisions to undo first, the last one first. Else empty.',
      resolve: async ({ decisionIds }, _args, context) =>
        (await Promise.all(decisionIds.map((id) => decisionOf(context, id)))).filter((row) => row !== null),
    }),
  }),
});

const CurateActorResult = builder.unionType('CurateActorResult', {
  description: 'What was decided, or why it was not.',
  types: [ActorCurated, ActorCurationRefused],
  resolveType: (outcome) => (outcome.kind === 'refused' ? 'ActorCurationRefused' : 'ActorCurated'),
});

const REASON = 'Why, for other editors: 1 to 2,000 characters.';

const MergeActorsInput = builder.inputType('MergeActorsInput', {
  description: 'Actors that are one.',
  fields: (t) => ({
    keepId: t.id({ required: true, description: 'The person or organization that is kept, with its name.' }),
    mergedIds: t.idList({ required: true, description: 'The others, of the same kind: 1 to 100.' }),
    reason: t.string({ required: true, description: REASON }),
  }),
});

const SplitActorInput = builder.inputType('SplitActorInput', {
  description: 'An actor that is two.',
  fields: (t) => ({
    actorId: t.id({
      required: true,
      description: 'The person or organization under whose name both were found.',
    }),
    articleIds: t.idList({
      required: true,
      description: 'The articles that mean the other one: 1 to 10,000.',
    }),
    name: t.string({ description: 'What the other one is called; the same where it is left out.' }),
    reason: t.string({ required: true, description: REASON }),
  }),
});

const UndoDecisionInput = builder.inputType('UndoDecisionInput', {
  description: 'A decision to take back.',
  fields: (t) => ({ decisionId: t.id({ required: true, description: 'As it was served.' }) }),
});

builder.mutationFields((t) => ({
  mergeActors: t.field({
    cost: { weight: 100 },
    type: CurateActorResult,
    authScopes: { curate: true },
    description:
      'Makes one actor of several: all that is said of the others is said of the one that is kept, which is also called as they were. Their ids stand for it from then on. What comes in later under their names is linked to it. Wants the scope curate.',
    args: { input: t.arg({ type: MergeActorsInput, required: true, description: 'Which, and why.' }) },
    resolve: (_root, { input }, context) =>
      context.curation.mergeActors(
        { keepId: anyActor(input.keepId), mergedIds: input.mergedIds.map(anyActor), reason: input.reason },
        callerOf(context),
      ),
  }),
  splitActor: t.field({
    cost: { weight: 100 },
    type: CurateActorResult,
    authScopes: { curate: true },
    description:
      'Makes two actors of one: in the articles given somebody else is meant. From then on the name that both bear means neither by itself; it is linked where an article tells which is meant, and left open elsewhere. New versions of the articles keep to it. Wants the scope curate.',
    args: { input: t.arg({ type: SplitActorInput, required: true, description: 'Which, where, and why.' }) },
    resolve: (_root, { input }, context) =>
      context.curation.splitActor(
        {
          actorId: anyActor(input.actorId),
          articleIds: input.articleIds.map((id) => rowId(id, 'Article')),
          name: input.name ?? null,
          reason: input.reason,
        },
        callerOf(context),
      ),
  }),
  undoDecision: t.field({
    cost: { weight: 100 },
    type: CurateActorResult,
    authScopes: { curate: true },
    description:
      'Takes back a merge or a split: all is as it was, and what came in since goes with the name by which it came. Refused where later decisions about the same actors are in force. Wants the scope curate.',
    args: { input: t.arg({ type: UndoDecisionInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      context.curation.undoDecision(rowId(input.decisionId, 'CurationDecision'), callerOf(context)),
  }),
}));

const anyActor = (id: string): Id => rowId(id, 'Person', 'Organization');

interface CurationDecisionFilterInput {
  actor?: string | null;
  inForce?: boolean | null;
}

const CurationDecisionFilter = logicalInput<CurationDecisionFilterInput>(
  'CurationDecisionFilter',
  'decisions of editors',
  (t) => ({
    actor: t.id({
      description: 'The id of a person or organization that was kept, merged, split or split off.',
    }),
    inForce: t.boolean({ description: 'True: those that were not taken back; false: those that were.' }),
  }),
);

const filter = {
  type: CurationDecisionFilter.type,
  where: async (_reader: Reader, input: Logical<CurationDecisionFilterInput>) =>
    curationDecisionFilter(
      await CurationDecisionFilter.mapped(
        input,
        ({ actor, inForce }): CurationDecisionFields => ({ actor: actorId(actor), inForce }),
      ),
    ),
};

builder.queryField('curationDecisions', (t) =>
  t.listConnection(curationDecisionList, {
    type: CurationDecision,
    filter,
    authScopes: { curate: true },
    description: 'What editors decided of actors, the newest first. Wants the scope curate.',
  }),
);
