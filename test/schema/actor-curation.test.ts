import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../../db/tables.ts';
import { untilComplete } from '../support/complete.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf, execute } from '../support/graphql.ts';
import { storeTold } from '../support/store-told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(async () => {
  await own.pool.query('truncate article, actor, event, utterance, curation_decision, outbox cascade');
});

const RESULT = `{ __typename ... on ActorCurated { changed actor { id name } decision { id kind name otherNames reason decidedBy undoneBy } }
  ... on ActorCurationRefused { reason message laterDecisions { id } } }`;
const INPUTS = {
  mergeActors: 'MergeActorsInput',
  splitActor: 'SplitActorInput',
  undoDecision: 'UndoDecisionInput',
};

async function ask(field: keyof typeof INPUTS, input: object, scopes: readonly Scope[] = ['curate']) {
  const source = `mutation ($input: ${INPUTS[field]}!) { ${field}(input: $input) ${RESULT} }`;
  const context = {
    scopes: new Set(scopes),
    callerName: scopes.length > 0 ? 'key desk' : null,
    viewer: { seesEmbargoed: scopes.includes('curate') },
  };
  const { data, errors } = await execute(own, source, { input }, context);
  return (errors?.[0]?.extensions.code ?? data?.[field]) as ReturnType<typeof JSON.parse>;
}

const SAYS = 'We will open the gates of the harbour';
const tell = (name: string, more: Parameters<typeof storeTold>[3] = {}) =>
  storeTold(
    own.db,
    `${name} of the Orsk Board said at the talks: “${SAYS}.”`,
    {
      people: [name],
      organizations: ['Orsk Board'],
      roles: [[name, 'Orsk Board', 'chair']],
      quotes: [{ text: SAYS, by: [name] }],
      events: [{ words: 'the talks', on: '2026-03-03', place: 'Orsk', who: [name] }],
    },
    more,
  );
const idOf = async (name: string): Promise<string> => {
  const { people, organizations } = await dataOf(
    own,
    `query ($name: String) { people(filter: { name: $name }) { nodes { id name } } organizations(filter: { name: $name }) { nodes { id name } } }`,
    { name },
  );
  return [...people.nodes, ...organizations.nodes].find((node: { name: string }) => node.name === name).id;
};
const articleId = (row: string) => Buffer.from(`Article:${row}`).toString('base64url');

async function merged() {
  await tell('Robert Hale');
  await tell('Bob Hale');
  const [robert, bob] = [await idOf('Robert Hale'), await idOf('Bob Hale')];
  await own.pool.query('truncate outbox');
  const { decision } = await ask('mergeActors', { keepId: robert, mergedIds: [bob], reason: ' One man. ' });
  return { robert, bob, decision };
}

describe('mergeActors', () => {
  it('wants the scope curate', async () => {
    expect(await ask('mergeActors', { keepId: 'x', mergedIds: [], reason: '' }, [])).toBe('UNAUTHENTICATED');
    expect(await ask('mergeActors', { keepId: 'x', mergedIds: [], reason: '' }, ['ingest'])).toBe(
      'FORBIDDEN',
    );
  });

  it('gives the one that is kept all that was said of the other, once', async () => {
    const { robert, decision } = await merged();
    expect(decision).toMatchObject({
      kind: 'MERGE',
      name: 'Robert Hale',
      otherNames: ['Bob Hale'],
      reason: 'One man.',
      decidedBy: 'key desk',
      undoneBy: null,
    });
    const { person, people } = await dataOf(
      own,
      `query ($id: ID!) { people { totalCount } person(id: $id) { articleCount alternateNames { name } quotes { totalCount } mentions { totalCount }
        utterances { totalCount nodes { printingCount } } affiliations { totalCount nodes { role articles { totalCount } } }
        events { totalCount nodes { participants { nodes { name } } } } articles { totalCount } } }`,
      { id: robert },
    );
    expect(people.totalCount).toBe(1);
    expect(person).toEqual({
      articleCount: 2,
      alternateNames: [{ name: 'Robert Hale' }, { name: 'Bob Hale' }],
      quotes: { totalCount: 2 },
      mentions: { totalCount: 2 },
      utterances: { totalCount: 1, nodes: [{ printingCount: 2 }] },
      affiliations: { totalCount: 1, nodes: [{ role: 'chair', articles: { totalCount: 2 } }] },
      events: {
        totalCount: 2,
        nodes: [
          { participants: { nodes: [{ name: 'Robert Hale' }] } },
          { participants: { nodes: [{ name: 'Robert Hale' }] } },
        ],
      },
      articles: { totalCount: 2 },
    });
  });

  it('says once what an article said of both', async () => {
    const both = ['Robert Hale', 'Bob Hale'];
    await storeTold(own.db, `Robert Hale and Bob Hale of the Orsk Board spoke at the talks: “${SAYS}.”`, {
      people: both,
      organizations: ['Orsk Board'],
      roles: both.map((name) => [name, 'Orsk Board', 'chair'] as const),
      quotes: [{ text: SAYS, by: both }],
      events: [{ words: 'the talks', on: '2026-03-03', place: 'Orsk', who: both }],
    });
    await ask('mergeActors', {
      keepId: await idOf('Robert Hale'),
      mergedIds: [await idOf('Bob Hale')],
      reason: 'One.',
    });
    const data = await dataOf(
      own,
      `{ organizations { nodes { affiliations { totalCount nodes { person { name } } } } } quotes { nodes { speakers { ... on Person { name } } } }
        events { nodes { participants { totalCount nodes { name } } } } articles { nodes { people { totalCount } mentions { nodes { actor { name } } } } }
        people { nodes { articleCount mentions { totalCount } } } }`,
    );
    const robert = { name: 'Robert Hale' };
    expect(data).toMatchObject({
      organizations: { nodes: [{ affiliations: { totalCount: 1, nodes: [{ person: robert }] } }] },
      quotes: { nodes: [{ speakers: [robert] }] },
      events: { nodes: [{ participants: { totalCount: 1, nodes: [robert] } }] },
      articles: { nodes: [{ people: { totalCount: 1 } }] },
      people: { nodes: [{ articleCount: 1, mentions: { totalCount: 2 } }] },
    });
  });

  it('lets the old id stand for the one that was kept, in nodes, lists and searches', async () => {
    const { robert, bob } = await merged();
    const data = await dataOf(
      own,
      `query ($id: ID!) { node(id: $id) { id } person(id: $id) { id name } nodes(ids: [$id]) { id } quotes(filter: { speaker: $id }) { totalCount }
        articles(filter: { aboutActor: $id }) { totalCount } events(filter: { participant: $id }) { totalCount } utterances(filter: { speaker: $id }) { totalCount }
        organizations(filter: { affiliatedWith: $id }) { totalCount } search(query: "Bob Hale", types: [PERSON]) { nodes { ... on Person { id } } } }`,
      { id: bob },
    );
    expect(data).toEqual({
      node: { id: robert },
      nodes: [{ id: robert }],
      person: { id: robert, name: 'Robert Hale' },
      quotes: { totalCount: 2 },
      articles: { totalCount: 2 },
      events: { totalCount: 2 },
      utterances: { totalCount: 1 },
      organizations: { totalCount: 1 },
      search: { nodes: [{ id: robert }] },
    });
  });

  it('tells the feed who went, who changed and what names them', async () => {
    const { robert, bob } = await merged();
    await untilComplete(own.db);
    const { changes } = await dataOf(own, '{ changes(first: 50) { nodes { kind nodeId __typename } } }');
    const told = Map.groupBy(
      changes.nodes as { kind: string; nodeId: string; __typename: string }[],
      ({ __typename, kind }) => `${__typename} ${kind}`,
    );
    expect(told.get('PersonChange WITHDRAWN')).toMatchObject([{ nodeId: bob }]);
    expect(told.get('PersonChange CHANGED')).toMatchObject([{ nodeId: robert }]);
    expect([...told].map(([what, of]) => [what, of.length]).sort()).toEqual([
      ['ArticleChange CHANGED', 1],
      ['EventChange CHANGED', 1],
      ['PersonChange CHANGED', 1],
      ['PersonChange WITHDRAWN', 1],
      ['QuoteChange CHANGED', 1],
    ]);
  });

  it('shows and tells the public nothing of who is under embargo alone', async () => {
    await tell('Robert Hale');
    await tell('Bob Hale', { embargoedUntil: '2199-01-01T00:00:00Z' });
    const robert = await idOf('Robert Hale');
    const { rows } = await own.pool.query("select id from actor where name = 'Bob Hale'");
    await own.pool.query('truncate outbox');
    const bob = Buffer.from(`Person:${rows[0].id}`).toString('base64url');
    expect(await ask('mergeActors', { keepId: robert, mergedIds: [bob], reason: 'One.' })).toMatchObject({
      changed: true,
    });
    const source = `{ changes(first: 50) { nodes { nodeId } } people { nodes { id articleCount alternateNames { name } } } search(query: "Bob Hale", types: [PERSON]) { totalCount } }`;
    const data = await dataOf(own, source);
    expect(data).toEqual({
      changes: { nodes: [] },
      people: { nodes: [{ id: robert, articleCount: 1, alternateNames: [{ name: 'Robert Hale' }] }] },
      search: { totalCount: expect.any(Number) },
    });
    const { data: editors } = await execute(own, source, {}, { viewer: { seesEmbargoed: true } });
    expect(editors).toMatchObject({
      people: { nodes: [{ alternateNames: [{ name: 'Robert Hale' }, { name: 'Bob Hale' }] }] },
    });
  });

  it('changes nothing a second time, and refuses what makes no sense', async () => {
    const { robert, bob } = await merged();
    const board = await idOf('Orsk Board');
    expect(await ask('mergeActors', { keepId: robert, mergedIds: [bob], reason: 'x' })).toMatchObject({
      changed: false,
      decision: null,
    });
    const reasonOf = async (input: object) =>
      (await ask('mergeActors', { keepId: robert, mergedIds: [bob], reason: 'x', ...input })).reason;
    expect(await reasonOf({ mergedIds: [robert] })).toBe('SAME_ACTOR');
    expect(await reasonOf({ mergedIds: [board] })).toBe('OTHER_KIND');
    expect(await reasonOf({ mergedIds: [] })).toBe('BAD_FIELD');
    expect(await reasonOf({ reason: ' ' })).toBe('BAD_FIELD');
    expect(await reasonOf({ mergedIds: [Buffer.from('Person:999999').toString('base64url')] })).toBe(
      'UNKNOWN_ACTOR',
    );
    expect(await ask('mergeActors', { keepId: articleId('1'), mergedIds: [bob], reason: 'x' })).toBe(
      'BAD_ID',
    );
  });
});

describe('splitActor', () => {
  it('makes another of the articles that are named, and takes all of them or strange ones for nothing', async () => {
    const [one, two] = [await tell('Ada Brisk'), await tell('Ada Brisk', { headline: 'Two' })];
    const strange = await tell('Olga Reyn');
    const ada = await idOf('Ada Brisk');
    const input = { actorId: ada, articleIds: [articleId(two)], name: 'Ada Brisk-Olm', reason: 'Two.' };
    expect((await ask('splitActor', { ...input, articleIds: [one, two].map(articleId) })).reason).toBe(
      'NOTHING_LEFT',
    );
    expect((await ask('splitActor', { ...input, articleIds: [articleId(strange)] })).reason).toBe(
      'UNKNOWN_ARTICLE',
    );
    expect((await ask('splitActor', { ...input, name: ' ' })).reason).toBe('BAD_FIELD');
    const { actor, decision } = await ask('splitActor', input);
    expect(actor.name).toBe('Ada Brisk-Olm');
    expect(decision).toMatchObject({ kind: 'SPLIT', name: 'Ada Brisk', otherNames: ['Ada Brisk-Olm'] });
    const seen = `query ($id: ID!) { person(id: $id) { articleCount quotes { totalCount } alternateNames { name } affiliations { totalCount } events { totalCount } } }`;
    const each = {
      articleCount: 1,
      quotes: { totalCount: 1 },
      affiliations: { totalCount: 1 },
      events: { totalCount: 1 },
    };
    expect((await dataOf(own, seen, { id: ada })).person).toEqual({
      ...each,
      alternateNames: [{ name: 'Ada Brisk' }],
    });
    expect((await dataOf(own, seen, { id: actor.id })).person).toEqual({
      ...each,
      alternateNames: [{ name: 'Ada Brisk-Olm' }, { name: 'Ada Brisk' }],
    });
  });
});

describe('undoDecision and curationDecisions', () => {
  const list = async (scopes: readonly Scope[], filter = '') => {
    const { data, errors } = await execute(
      own,
      `{ curationDecisions${filter} { totalCount nodes { id kind undoneBy actor { name } } } }`,
      {},
      { scopes: new Set<Scope>(['read', ...scopes]), callerName: scopes.length > 0 ? 'key desk' : null },
    );
    return (errors?.[0]?.extensions.code ?? data?.curationDecisions) as ReturnType<typeof JSON.parse>;
  };

  it('take back the last about an actor first, and list what was decided to editors alone', async () => {
    const { robert, bob, decision } = await merged();
    await tell('Mirel Tovan');
    const mirel = await idOf('Mirel Tovan');
    const second = (await ask('mergeActors', { keepId: mirel, mergedIds: [bob], reason: 'One.' })).decision;
    expect(await ask('undoDecision', { decisionId: decision.id })).toMatchObject({
      reason: 'BUILT_UPON',
      laterDecisions: [{ id: second.id }],
    });
    expect(await ask('undoDecision', { decisionId: second.id })).toMatchObject({
      changed: true,
      decision: { undoneBy: 'key desk' },
    });
    expect(await ask('undoDecision', { decisionId: second.id })).toMatchObject({ changed: false });
    expect((await dataOf(own, 'query ($id: ID!) { person(id: $id) { id } }', { id: bob })).person).toEqual({
      id: robert,
    });
    expect(await list([])).toBe('UNAUTHENTICATED');
    expect(await list(['read'])).toBe('FORBIDDEN');
    expect(await list(['curate'])).toEqual({
      totalCount: 2,
      nodes: [
        { id: second.id, kind: 'MERGE', undoneBy: 'key desk', actor: { name: 'Mirel Tovan' } },
        { id: decision.id, kind: 'MERGE', undoneBy: null, actor: { name: 'Robert Hale' } },
      ],
    });
    expect((await list(['curate'], '(filter: { inForce: true })')).totalCount).toBe(1);
    expect((await list(['curate'], `(filter: { actor: "${bob}" })`)).nodes).toMatchObject([
      { id: decision.id },
    ]);
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    expect((await dataOf(own, node, { id: decision.id })).node).toBeNull();
    expect((await ask('undoDecision', { decisionId: decision.id })).changed).toBe(true);
    expect((await dataOf(own, 'query ($id: ID!) { person(id: $id) { id } }', { id: bob })).person).toEqual({
      id: bob,
    });
  });

  it('know no decision that was not taken', async () => {
    const decisionId = Buffer.from('CurationDecision:999').toString('base64url');
    expect(await ask('undoDecision', { decisionId })).toMatchObject({
      reason: 'UNKNOWN_DECISION',
      laterDecisions: [],
    });
  });
});

describe('a link', () => {
  const EVIDENCE = `{ article(id: "ID") { linkDecisions { totalCount nodes { decision name } }
    mentions { nodes { surface linkStatus actor { name } linkDecision { decision reason decidedBy candidates { name } } } }
    quotes { nodes { parties { party { __typename ... on UnnamedSource { description } } linkDecision { decision candidates { name } } } } } } }`;
  const evidence = async (row: string) => (await dataOf(own, EVIDENCE.replace('ID', articleId(row)))).article;
  const union = (name: string) => ({ organizations: [{ name, aliases: ['URP'] }] });

  it('that is in doubt is open and says between whom, in mentions and quotes', async () => {
    await storeTold(own.db, 'Union of River Pilots, URP.', union('Union of River Pilots'));
    await storeTold(own.db, 'Upper Reach Party, URP.', union('Upper Reach Party'));
    const row = await storeTold(own.db, 'URP and Tilde: “We did not agree to this at all.”', {
      organizations: ['URP'],
      people: ['Tilde'],
      quotes: [{ text: 'We did not agree to this at all', by: ['URP'] }],
    });
    const candidates = [{ name: 'Union of River Pilots' }, { name: 'Upper Reach Party' }];
    const article = await evidence(row);
    expect(article.linkDecisions).toEqual({ totalCount: 1, nodes: [{ decision: 'OPEN', name: 'URP' }] });
    expect(article.mentions.nodes).toMatchObject([
      {
        surface: 'URP',
        linkStatus: 'OPEN',
        actor: null,
        linkDecision: { decision: 'OPEN', decidedBy: 'names-1', candidates },
      },
      { surface: 'Tilde', linkStatus: 'UNKNOWN', actor: null, linkDecision: null },
    ]);
    expect(article.quotes.nodes[0].parties).toEqual([
      {
        party: { __typename: 'UnnamedSource', description: 'URP' },
        linkDecision: { decision: 'OPEN', candidates },
      },
    ]);
  });

  it('by an alias, a name, and an editor say so', async () => {
    await storeTold(own.db, 'Union of River Pilots, URP.', union('Union of River Pilots'));
    const row = await storeTold(own.db, 'URP met Ada Brisk.', {
      organizations: ['URP'],
      people: ['Ada Brisk'],
    });
    expect((await evidence(row)).mentions.nodes).toMatchObject([
      {
        linkStatus: 'BY_EVIDENCE',
        actor: { name: 'Union of River Pilots' },
        linkDecision: { decision: 'JOINED' },
      },
      { linkStatus: 'BY_NAME', linkDecision: null },
    ]);
    await storeTold(own.db, 'Ada Brisk won.', { people: ['Ada Brisk'] });
    await ask('splitActor', {
      actorId: await idOf('Ada Brisk'),
      articleIds: [articleId(row)],
      reason: 'Another.',
    });
    expect((await evidence(row)).mentions.nodes[1]).toMatchObject({
      linkStatus: 'BY_EDITOR',
      linkDecision: { decision: 'JOINED', reason: 'Another.', decidedBy: 'editor' },
    });
  });

  it('is listed with the actor that it leads to', async () => {
    await storeTold(own.db, 'Union of River Pilots, URP.', union('Union of River Pilots'));
    await storeTold(own.db, 'URP met.', { organizations: ['URP'] });
    const { organizations } = await dataOf(
      own,
      '{ organizations { nodes { linkDecisions { totalCount nodes { name article { headline } } } } } }',
    );
    expect(organizations.nodes).toEqual([
      { linkDecisions: { totalCount: 1, nodes: [{ name: 'URP', article: { headline: 'About URP met.' } }] } },
    ]);
  });
});
