import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SDL = 'schema/schema.graphql';
const sdl = await readFile(join(ROOT, SDL), 'utf8');

/** The rules that a schema breaks, by the configuration that `npm run check:schema` reads. */
async function brokenRules(text: string): Promise<string[]> {
  const linter = new ESLint({ cwd: ROOT });
  const results = await linter.lintText(text, { filePath: SDL });
  const rules = results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? 'fatal'));
  return [...new Set(rules.map((rule) => rule.replace('@graphql-eslint/', '')))].sort();
}

describe('the linter of the schema', () => {
  it('passes ours', async () => {
    expect(await brokenRules(sdl)).toEqual([]);
  });

  it('wants a connection to have edges and page info', async () => {
    const broken = '"Said." type ThingConnection { "Said." things: [String!]! }';
    expect(await brokenRules(sdl + broken)).toContain('relay-connection-types');
  });

  it('wants an edge to have a node and a cursor', async () => {
    const broken = `
      "Said." type ThingConnection { "Said." edges: [ThingEdge!]! "Said." pageInfo: PageInfo! }
      "Said." type ThingEdge { "Said." thing: String! }`;
    expect(await brokenRules(sdl + broken)).toContain('relay-edge-types');
  });

  it('wants a connection to be paged by its arguments', async () => {
    const broken = '"Said." type Thing { "Said." quotes("Said." limit: Int): QuoteConnection! }';
    expect(await brokenRules(sdl + broken)).toContain('relay-arguments');
  });

  it('wants PageInfo whole', async () => {
    expect(await brokenRules(sdl.replace('hasNextPage: Boolean!', 'hasNextPage: Boolean'))).toContain(
      'relay-page-info',
    );
  });

  it('wants names in the style of the rest, and descriptions', async () => {
    const broken = '"Said." type bad_name { Loud: Int }';
    const rules = await brokenRules(sdl + broken);
    expect(rules).toEqual(expect.arrayContaining(['naming-convention', 'require-description']));
  });
});
