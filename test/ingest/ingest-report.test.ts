import { expect, it } from 'vitest';
import { outcome } from '../../src/ingest/ingest-report.ts';

it.each([
  [{ kind: 'stored' }, 'stored\ta.txt'],
  [{ kind: 'stored', shows: 'beginning' }, 'stored: the beginning alone\ta.txt'],
  [{ kind: 'stored', shows: 'nothing' }, 'stored: the article is withdrawn and stays so\ta.txt'],
  [{ kind: 'refused', reason: 'NO_BODY', message: 'wanted text' }, 'refused: NO_BODY: wanted text\ta.txt'],
] as const)('says in one line what became of an article: %o', (became, line) => {
  expect(outcome(became, 'a.txt')).toBe(line);
});
