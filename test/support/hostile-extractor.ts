import { threadId } from 'node:worker_threads';
import type { ReadInput, Reading } from '../../src/ingest/reading.ts';

/** A thread of the pool on which some texts have a bad effect, and one finds its name. */
export default function readText({ text }: ReadInput): Reading {
  if (text === 'hangs') for (;;);
  if (text === 'ends') process.exit(3);
  if (text === 'eats') for (const held: number[][] = []; ; ) held.push(Array(100_000).fill(held.length));
  if (text === 'throws') throw new Error('wanted a text, got a test');
  const nothing = { actors: [], affiliations: [], mentions: [], events: [], quotes: [], dates: [] };
  if (text !== 'names') return nothing;
  const span = { start: 0, end: 1 };
  const name = String(threadId);
  return {
    ...nothing,
    mentions: [{ kind: 'place', span, name, actor: null, event: null, confidence: 1 }],
  };
}
