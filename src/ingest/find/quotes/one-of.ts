import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { Candidate } from './candidates.ts';
import { subjectLink } from './subject-link.ts';

const ONE = /^(?:one|another|two|three|four|five|six)$/;
const BARE_GROUP = /^(?:they|others|some|many|most|both|several|those)$/;
const SENTENCES_BACK = 3;
const CANDIDATES_BACK = 30;

/** "One said", "another of them said": a number that stands for somebody told of before. */
export function isBareNumber(scene: Scene, candidate: Candidate): boolean {
  return candidate.type === 'pronoun' && ONE.test(scene.tokens[candidate.first]!.lower);
}

/** "One grower" for "one of them" behind "several growers"; null where the text tells of no group. */
export function bareNumberName(
  scene: Scene,
  candidate: Candidate,
  describe: (group: Candidate) => string,
): string | null {
  const word = scene.tokens[candidate.first]!.lower;
  const next = scene.candidates[candidate.index + 1];
  const ofGroup = plainToken(scene, lastItemOf(scene, candidate) + 1)?.lower === 'of';
  if (
    ofGroup &&
    next &&
    firstItemOf(scene, next) === lastItemOf(scene, candidate) + 2 &&
    isGroup(scene, next)
  )
    return `${word} of ${describe(next)}`;
  const group = groupBefore(scene, candidate);
  if (!group) return null;
  const head = scene.tokens[group.described!.head]!;
  const words = describe(group).replace(WITHOUT, '');
  return /^(?:one|another)$/.test(word)
    ? `${word} ${words.replace(head.text, singular(head.text))}`
    : `${word} ${words}`;
}

/** "One of the growers" where the growers were taken for the speaker; null where no number stands before them. */
export function oneOfGroup(scene: Scene, candidate: Candidate): string | null {
  if (candidate.type !== 'group') return null;
  const first = firstItemOf(scene, candidate);
  const number = plainToken(scene, first - 2);
  const one = plainToken(scene, first - 1)?.lower === 'of' && /^(?:one|another)$/.test(number?.lower ?? '');
  return one ? number!.text : null;
}

const WITHOUT =
  /^(?:(?:a|an|the|some|many|several|other|most|both|all|few|his|her|its|their|two|three|four|five|six|seven|eight|nine|ten|dozens of)\s+)+/i;
const IRREGULAR = new Map([
  ['people', 'person'],
  ['women', 'woman'],
  ['men', 'man'],
  ['police', 'police officer'],
]);

function singular(noun: string): string {
  const known = IRREGULAR.get(noun.toLowerCase());
  if (known) return known;
  if (/men$/.test(noun)) return noun.replace(/men$/, 'man');
  if (/ies$/.test(noun)) return noun.replace(/ies$/, 'y');
  return noun.replace(/(?<=[^s])s$/, '');
}

/** The group told of shortly before; one that speaks, and one that was introduced there, comes first. */
function groupBefore(scene: Scene, candidate: Candidate): Candidate | null {
  const own = scene.narrative.items[firstItemOf(scene, candidate)]!.sentence;
  let best: Candidate | null = null;
  let most = 0;
  for (let at = candidate.index - 1; at >= Math.max(0, candidate.index - CANDIDATES_BACK); at -= 1) {
    const other = scene.candidates[at]!;
    if (own - scene.narrative.items[firstItemOf(scene, other)]!.sentence > SENTENCES_BACK) break;
    if (!isGroup(scene, other)) continue;
    const link = subjectLink(scene, other);
    const speaks = link.verb !== null || link.inverted !== null || link.accordingTo;
    const points = 1 + (speaks ? 2 : 0) + (other.described!.article === 'indefinite' ? 3 : 0);
    if (points > most) [best, most] = [other, points];
  }
  return best;
}

function isGroup(scene: Scene, candidate: Candidate): boolean {
  if (candidate.type !== 'group' || candidate.described === null) return false;
  return !BARE_GROUP.test(scene.tokens[candidate.described.head]!.lower);
}
