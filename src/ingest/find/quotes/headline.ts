import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { Candidate, CandidateType } from './candidates.ts';
import type { IndirectSpeech } from './indirect.ts';

/** Found by counting: of a hundred headlines so begun so many say what that one says. */
const CONFIDENCE = 0.9;
const LONGEST = 40;
const FEWEST_WORDS = 3;
const SPEAKS: ReadonlySet<CandidateType> = new Set([
  'person',
  'organization',
  'role',
  'group',
  'body',
  'document',
]);

/** "Mayor: Dam is safe", at the head of a text: what stands behind the colon is said by whoever stands before it. Null where marks already tell it. */
export function headlineSpeechOf(scene: Scene): IndirectSpeech | null {
  const { items } = scene.narrative;
  const speaker = labelOf(scene);
  if (!speaker || scene.paragraphs.length < 2) return null;
  const from = lastItemOf(scene, speaker) + 2;
  let to = from;
  while (to < items.length && items[to]!.paragraph === 0) to += 1;
  if (to > LONGEST || items.slice(from, to).some(({ quote }) => quote >= 0)) return null;
  while (to > from && plainToken(scene, to - 1)?.shape === 'sign') to -= 1;
  if (to - from < FEWEST_WORDS) return null;
  return {
    candidate: speaker,
    cueItem: from - 1,
    spans: [{ start: plainToken(scene, from)!.start, end: plainToken(scene, to - 1)!.end }],
    confidence: CONFIDENCE,
    runnersUp: [],
  };
}

/** Whoever opens the text, up to a colon. */
function labelOf(scene: Scene): Candidate | null {
  const isLabel = (one: Candidate) =>
    firstItemOf(scene, one) === 0 && plainToken(scene, lastItemOf(scene, one) + 1)?.text === ':';
  return scene.candidates.slice(0, 3).find((one) => SPEAKS.has(one.type) && isLabel(one)) ?? null;
}
