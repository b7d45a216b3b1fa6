import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { blocksOf } from '../support/readme.ts';

const documents = blocksOf('docs/live.md').flatMap(({ language, text }) => {
  if (language === 'graphql') return [text];
  return [...text.matchAll(/"query":"([^"]+)"|query = '([^']+)'/g)].map(
    ([, json, quoted]) => json ?? quoted ?? '',
  );
});

it.each(documents)('the page on following the news asks what the schema answers: %s', (text) => {
  expect(validate(schema, parse(text))).toEqual([]);
});

it('has its documents found by this test', () => {
  expect(documents).toHaveLength(5);
});
