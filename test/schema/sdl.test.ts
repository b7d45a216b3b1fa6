import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { possibleTypesOf } from '../../schema/possible-types.ts';
import { sdlOf } from '../../schema/print.ts';
import { driftedFiles } from '../../src/codegen-check.ts';

const ROOT = join(import.meta.dirname, '../..');
const SDL = 'schema/schema.graphql';
const DOCUMENT_TYPES = 'src/client/generated/graphql.ts';

it('is committed as it is built', async () => {
  expect(await readFile(join(ROOT, SDL), 'utf8')).toBe(sdlOf(schema));
});

it('is printed in one order, whatever order it was declared in', () => {
  const one = buildSchema('type Query { b: Int a(d: Int c: Int): E } enum E { Z Y }');
  const other = buildSchema('enum E { Y Z } type Query { a(c: Int d: Int): E b: Int }');
  expect(sdlOf(one)).toBe(sdlOf(other));
});

it('tells caches which types stand for an interface and a union', () => {
  expect(possibleTypesOf(schema)).toMatchObject({
    Actor: ['Organization', 'Person'],
    Node: ['ApiKey', 'Article', 'CurationDecision', 'Event', 'Organization', 'Person', 'Quote', 'Utterance'],
    Speaker: ['Organization', 'Person', 'UnnamedSource'],
  });
});

describe('the guard over generated files', () => {
  let tree: string;
  let folder: string;
  const paths = async () => (await driftedFiles(tree, folder)).map(({ path }) => path).sort();

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'newsgraph-tree-'));
    folder = await mkdtemp(join(tmpdir(), 'newsgraph-generated-'));
    await cp(join(ROOT, SDL), join(tree, SDL));
    await cp(join(ROOT, 'src/client/generated'), join(tree, 'src/client/generated'), { recursive: true });
  });

  afterAll(async () => {
    await rm(tree, { recursive: true });
    await rm(folder, { recursive: true });
  });

  it('passes what is committed', async () => {
    expect(await paths()).toEqual([]);
  });

  it('names an edited SDL, a file that is missing and one that is left over', async () => {
    const sdl = await readFile(join(tree, SDL), 'utf8');
    await writeFile(join(tree, SDL), sdl.replace('headline: String!', 'headline: String'));
    await rm(join(tree, DOCUMENT_TYPES));
    await writeFile(join(tree, 'src/client/generated/left-over.ts'), '');
    expect(await paths()).toEqual([SDL, DOCUMENT_TYPES, 'src/client/generated/left-over.ts']);
  });
});
