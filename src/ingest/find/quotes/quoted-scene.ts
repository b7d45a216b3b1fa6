import type { NameTagger } from '../names/names.ts';
import { type Scene, sceneOf } from '../scene.ts';
import { paragraphsOf } from '../sentences.ts';
import { tokensOf } from '../tokens.ts';
import { type Attribution, attributionsOf } from './attribution.ts';
import { type PossibleQuotation, possibleQuotations } from './quotations.ts';
import { markedSpansOf } from './quotes.ts';
import { withSpeakingNames } from './speaking-names.ts';

/** Found by measuring: the odds of the words themselves, and half as much weight to whether somebody near speaks them. */
const SPEAKER_COUNTS = 0.5;
const ENOUGH = 0.4;
const LEAST = 1e-4;

export interface QuotedScene {
  readonly scene: Scene;
  /** One for each quotation of the scene. */
  readonly attributions: readonly Attribution[];
}

/**
 * The scene with the words folded that quote somebody, and who speaks each. Marked words that nobody near seems to
 * speak go back to the article's own voice, which is then read again.
 */
export function quotedSceneOf(tagger: NameTagger, text: string): QuotedScene {
  const paragraphs = paragraphsOf(text);
  const tokens = tokensOf(text);
  const names = withSpeakingNames(tokens, tagger.tag(tokens));
  const possible = possibleQuotations(text, tokens, markedSpansOf(text, paragraphs), paragraphs);
  const sceneWith = (some: readonly PossibleQuotation[]) => {
    const spans = some.map(({ span }) => span);
    return sceneOf(text, tokens, names, spans, paragraphs);
  };
  const scene = sceneWith(possible);
  const attributions = attributionsOf(scene);
  const spoken = possible.filter((one, index) => isSpoken(one, attributions[index]!));
  if (spoken.length === possible.length) return { scene, attributions };
  const again = sceneWith(spoken);
  return { scene: again, attributions: attributionsOf(again) };
}

function isSpoken({ odds, certain }: PossibleQuotation, { nobody }: Attribution): boolean {
  const somebody = Math.log((1 - nobody + LEAST) / (nobody + LEAST));
  return certain || odds + SPEAKER_COUNTS * somebody >= ENOUGH;
}
