import { rulesExtractor } from './find/rules.ts';
import type { ReadInput, Reading } from './reading.ts';

/** What a thread of the pool does with each text. */
export default function readText(input: ReadInput): Reading {
  return rulesExtractor.read(input);
}
