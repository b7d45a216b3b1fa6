import { existsSync, writeFileSync } from 'node:fs';
import { partTaggerOf } from '../../src/ingest/find/parts-of-speech.ts';
import { GUM, gumSentences } from './gum.ts';
import { fitParts } from './part-fit.ts';

const WEIGHTS = new URL('../../src/ingest/find/parts-of-speech-weights.json', import.meta.url);
const HELD_OUT = 8;

if (!existsSync(GUM)) {
  console.error('No training data found: no parts of speech were fitted, the committed figures stay.');
  process.exit(1);
}
const sentences = gumSentences();
const documents = [...new Set(sentences.map(({ document }) => document))];
const isHeldOut = (document: string) => documents.indexOf(document) % HELD_OUT === 0;

const tagger = partTaggerOf(fitParts(sentences.filter(({ document }) => !isHeldOut(document))));
let [words, right] = [0, 0];
for (const { tokens, parts } of sentences.filter(({ document }) => isHeldOut(document))) {
  const chosen = tagger(tokens);
  tokens.forEach(({ shape }, at) => {
    if (shape === 'sign') return;
    words += 1;
    if (chosen[at] === parts[at]) right += 1;
  });
}
console.log(`parts of speech: ${((100 * right) / words).toFixed(1)} % of ${words} words held out`);
writeFileSync(WEIGHTS, `${JSON.stringify(fitParts(sentences))}\n`);
