import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { FEATURE_VERSION } from '../../src/ingest/find/names/fitted/features.ts';
import type { NamedText } from './corpus-text.ts';
import { withHeading } from './headings.ts';
import { hasCorpora, namedTexts, SOURCES } from './name-corpora.ts';
import { examplesOf } from './name-examples.ts';
import { fitNames, type NameFitOptions, quantised } from './name-fit.ts';

const WEIGHTS = new URL('../../src/ingest/find/names/fitted/', import.meta.url);
export const FIT: NameFitOptions = { rounds: 8, rate: 0.05, decay: 1e-4, fewest: 2, seed: 1 };

if (!hasCorpora()) {
  console.error('No training data found: nothing was trained, the committed weights stay.');
  process.exit(1);
}
const began = performance.now();
const texts = trainingTexts();
const examples = texts.flatMap(examplesOf);
const { bytes, scale } = quantised(fitNames(examples, FIT));
writeFileSync(new URL('name-weights.bin', WEIGHTS), bytes);
const provenance = {
  about:
    'Weights of the names tagger, made by `npm run train`; figures of hashed features, apart from the MIT code.',
  license: 'CC-BY-SA-4.0',
  licenseUrl: 'https://creativecommons.org/licenses/by-sa/4.0/',
  sources: SOURCES,
  featureVersion: FEATURE_VERSION,
  scale,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  fit: FIT,
};
writeFileSync(new URL('name-weights.json', WEIGHTS), `${JSON.stringify(provenance, null, 2)}\n`);
const names = examples.reduce((sum, { gold }) => sum + gold.length, 0);
console.log(
  `names: fitted on ${names} names in ${texts.length} texts, ${(bytes.length / 1000).toFixed(0)} kB, in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);

function trainingTexts(): NamedText[] {
  return namedTexts().map((text, index) =>
    text.source === 're3d' ? text : withHeading(text, index % 2 === 0),
  );
}
