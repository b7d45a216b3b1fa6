import type { FoundParty } from '../../reading.ts';
import type { Actor, Cast } from '../cast.ts';
import { candidateSpan, firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { Candidate } from './candidates.ts';

/**
 * "the two leaders": the two people whom "and" joins at the head of the sentence, or of the one before, and no third
 * person is named there. Each stands at the words that mean both; null where it isn't plain who is meant.
 */
export function bothNamed(scene: Scene, cast: Cast, candidate: Candidate): FoundParty[] | null {
  const first = firstItemOf(scene, candidate);
  const opening = `${plainToken(scene, first)?.lower} ${plainToken(scene, first + 1)?.lower}`;
  if (candidate.type !== 'group' || !/^(?:the two|both \p{L}+)$/u.test(opening)) return null;
  const { sentence } = scene.narrative.items[first]!;
  const two = pairIn(scene, cast, sentence, first) ?? pairIn(scene, cast, sentence - 1, first);
  const span = candidateSpan(scene, candidate);
  return two?.map(({ kind, name, index }) => ({ kind, name, span, actor: index })) ?? null;
}

function pairIn(scene: Scene, cast: Cast, sentence: number, before: number): Actor[] | null {
  const from = scene.narrative.sentenceStarts[sentence];
  if (from === undefined) return null;
  const people = new Map<Actor, Candidate>();
  for (let index = scene.candidateFrom[from] ?? 0; index < scene.candidates.length; index += 1) {
    const candidate = scene.candidates[index]!;
    const item = firstItemOf(scene, candidate);
    if (item >= before || scene.narrative.items[item]!.sentence !== sentence) break;
    const actor = candidate.name < 0 ? undefined : cast.actors[cast.actorOfName[candidate.name]!];
    if (actor?.kind === 'person' && !people.has(actor)) people.set(actor, candidate);
  }
  const [one, other] = [...people.values()];
  if (people.size !== 2 || !one || !other || !areJoined(scene, from, one, other)) return null;
  return [...people.keys()];
}

/** Only titles before the first, only an apposition and "and" between them: no verb, no preposition before the second. */
function areJoined(scene: Scene, from: number, one: Candidate, other: Candidate): boolean {
  for (let item = from; item < firstItemOf(scene, one); item += 1) {
    const token = plainToken(scene, item);
    if (!token || (token.shape !== 'capital' && token.shape !== 'lower')) return false;
    if (token.shape === 'lower' && scene.clues.verbLike[item] === 1) return false;
  }
  let joined = false;
  for (let item = lastItemOf(scene, one) + 1; item < firstItemOf(scene, other); item += 1) {
    const token = plainToken(scene, item);
    if (!token || token.shape === 'possessive' || scene.clues.cues[item]) return false;
    if (scene.clues.verbLike[item] === 1) return false;
    joined ||= token.lower === 'and';
  }
  const next = plainToken(scene, firstItemOf(scene, other) - 1)?.lower ?? '';
  return joined && !/^(?:of|to|with|about|for|from|by|at|on|against)$/.test(next);
}
