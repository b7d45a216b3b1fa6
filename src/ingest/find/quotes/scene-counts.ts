import { isSpeech } from '../clues.ts';
import type { Scene } from '../scene.ts';

/** Per narrative item: how many before it are. The last entry counts them all. */
export interface SceneCounts {
  /** Quotations. */
  readonly quote: Uint32Array;
  /** Verbs of speech, and those of them that are participles. */
  readonly speech: Uint32Array;
  readonly participle: Uint32Array;
  readonly verb: Uint32Array;
  /** Verbs with none right before. */
  readonly verbStart: Uint32Array;
  readonly that: Uint32Array;
  readonly who: Uint32Array;
  readonly comma: Uint32Array;
}

const WHO = new Set(['who', 'which', 'whose', 'whom']);
const COUNTS = new WeakMap<Scene, SceneCounts>();

/** Counted once a scene: what stands between two places is then a subtraction, for every candidate and quotation. */
export function sceneCounts(scene: Scene): SceneCounts {
  let counts = COUNTS.get(scene);
  if (!counts) {
    counts = countsOf(scene);
    COUNTS.set(scene, counts);
  }
  return counts;
}

/** From `from` up to `to`, which is not counted. */
export function countIn(counts: Uint32Array, from: number, to: number): number {
  return to <= from ? 0 : counts[to]! - counts[from]!;
}

function countsOf({ tokens, narrative, clues }: Scene): SceneCounts {
  const { items } = narrative;
  const size = items.length + 1;
  const counts = {
    quote: new Uint32Array(size),
    speech: new Uint32Array(size),
    participle: new Uint32Array(size),
    verb: new Uint32Array(size),
    verbStart: new Uint32Array(size),
    that: new Uint32Array(size),
    who: new Uint32Array(size),
    comma: new Uint32Array(size),
  };
  const count = (counted: Uint32Array, item: number, is: boolean) => {
    counted[item + 1] = counted[item]! + (is ? 1 : 0);
  };
  items.forEach(({ token: index, quote }, item) => {
    const cue = clues.cues[item]!;
    const token = quote >= 0 ? null : tokens[index]!;
    const verb = clues.verbLike[item] === 1;
    count(counts.quote, item, token === null);
    count(counts.speech, item, isSpeech(cue));
    count(counts.participle, item, isSpeech(cue) && cue?.form === 'participle');
    count(counts.verb, item, verb);
    count(counts.verbStart, item, token !== null && verb && clues.verbLike[item - 1] !== 1);
    count(counts.that, item, token?.lower === 'that');
    count(counts.who, item, token !== null && WHO.has(token.lower));
    count(counts.comma, item, token?.text === ',');
  });
  return counts;
}
