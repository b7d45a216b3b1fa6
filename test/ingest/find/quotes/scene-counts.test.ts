import { describe, expect, it } from 'vitest';
import { isSpeech } from '../../../../src/ingest/find/clues.ts';
import { fittedTagger } from '../../../../src/ingest/find/names/fitted/fitted-tagger.ts';
import { quotedSceneOf } from '../../../../src/ingest/find/quotes/quoted-scene.ts';
import { countIn, sceneCounts } from '../../../../src/ingest/find/quotes/scene-counts.ts';
import { plainToken } from '../../../../src/ingest/find/scene.ts';

const TEXT =
  'Ada Quorn, who runs the port, said “the ferry sails,” adding that it had been late. “No,” replied Vell, which nobody heard. The mayor told reporters that she was sure, saying “never.”';

describe('what is counted of a scene', () => {
  it('is what a walk between the two places finds', () => {
    const { scene } = quotedSceneOf(fittedTagger, TEXT);
    const counts = sceneCounts(scene);
    const { items } = scene.narrative;
    const { cues, verbLike } = scene.clues;
    const token = (item: number) => plainToken(scene, item);
    const seen: Record<keyof typeof counts, (item: number) => boolean> = {
      quote: (item) => items[item]!.quote >= 0,
      speech: (item) => isSpeech(cues[item]!),
      participle: (item) => isSpeech(cues[item]!) && cues[item]!.form === 'participle',
      verb: (item) => verbLike[item] === 1,
      verbStart: (item) => token(item) !== null && verbLike[item] === 1 && verbLike[item - 1] !== 1,
      that: (item) => token(item)?.lower === 'that',
      who: (item) => /^(?:who|which|whose|whom)$/.test(token(item)?.lower ?? ''),
      comma: (item) => token(item)?.text === ',',
    };
    for (const [name, is] of Object.entries(seen) as [keyof typeof counts, (item: number) => boolean][]) {
      expect(countIn(counts[name], 0, items.length), name).toBeGreaterThan(0);
      for (let from = 0; from < items.length; from += 1) {
        for (let to = from; to <= items.length; to += 1) {
          let walked = 0;
          for (let item = from; item < to; item += 1) walked += is(item) ? 1 : 0;
          if (countIn(counts[name], from, to) !== walked) expect.fail(`${name} from ${from} to ${to}`);
        }
      }
    }
  });
});
