import type { ReadInput, Reading } from '../../src/ingest/reading.ts';

/** A thread of the pool on which some texts have a bad effect. */
export default function readText({ text }: ReadInput): Reading {
  if (text === 'hangs') for (;;);
  if (text === 'ends') process.exit(3);
  if (text === 'eats') for (const held: number[][] = []; ; ) held.push(Array(100_000).fill(held.length));
  if (text === 'throws') throw new Error('wanted a text, got a test');
  return { actors: [], affiliations: [], mentions: [], events: [], quotes: [], dates: [] };
}
