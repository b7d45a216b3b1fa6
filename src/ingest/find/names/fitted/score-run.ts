import { CLUB, KNOWN_ORGANIZATION } from '../known-names.ts';
import { isTitleWord } from '../name-chains.ts';
import { ORGANIZATION_WORDS, SURNAME_ROLES } from '../names-lexicon.ts';
import { KINDS, type Lattice, LONGEST, PARTS, spanSlot } from './lattice.ts';
import type { NameView, Run } from './name-view.ts';
import { visitRun } from './run-features.ts';
import { standsForTeam } from './teams.ts';
import { BUCKETS, type NameWeights } from './weights.ts';

/** Names are rarer in what the weights were fitted on than in the news. By cross-validation it brings precision and recall together. */
const LESS_OUTSIDE = 0.5;

/** The training texts hold next to no sport: what they don't teach is said here. */
const FOR_TEAM = 8;
/** Few of the names on our lists stand in the training texts. */
const FOR_KNOWN = 1;

const FOR_RULE = 6.5;
const SURE_FROM = 0.55;
const ACROSS = 1.5;
const NO_PERSON = 3;

/** What the weights say of a run. */
export function scoreRun(view: NameView, run: Run, { tokens, spans, scale }: NameWeights): Lattice {
  const size = run.last - run.first + 1;
  const teamAt = (first: number, length: number) =>
    standsForTeam(view.tokens, run.first + first, run.first + first + length - 1, view.teams);
  const tokenScores = new Float64Array(size * PARTS);
  const spanScores = new Float64Array(size * LONGEST * KINDS.length).fill(Number.NEGATIVE_INFINITY);
  visitRun(view, run, {
    token(at, { hashes, count }) {
      const slot = at * PARTS;
      for (let index = 0; index < count; index += 1) {
        const row = (hashes[index]! & (BUCKETS - 1)) * PARTS;
        for (let part = 0; part < PARTS; part += 1) tokenScores[slot + part]! += tokens[row + part]!;
      }
      for (let part = 0; part < PARTS; part += 1) tokenScores[slot + part]! *= scale;
      tokenScores[slot]! -= LESS_OUTSIDE;
    },
    span(first, length, { hashes, count, known }) {
      const slot = spanSlot(first, length);
      let [person, organization, place] = [0, 0, 0];
      for (let index = 0; index < count; index += 1) {
        const row = (hashes[index]! & (BUCKETS - 1)) * KINDS.length;
        person += spans[row]!;
        organization += spans[row + 1]!;
        place += spans[row + 2]!;
      }
      spanScores[slot] = person * scale;
      spanScores[slot + 1] = organization * scale;
      spanScores[slot + 2] = place * scale;
      if (isListed(view, run.first + first + length - 1, known)) spanScores[slot + 1]! += FOR_KNOWN;
      if (teamAt(first, length)) spanScores[slot + 1]! += FOR_TEAM;
      else addRules(view, run.first + first, run.first + first + length - 1, spanScores, slot);
    },
  });
  return { size, tokenScores, spanScores };
}

function isListed({ sport, tokens }: NameView, last: number, known: number): boolean {
  if (tokens[last + 1]?.shape === 'capital' && tokens[last + 1]!.afterSpace) return false;
  return (known & (sport > 0 ? KNOWN_ORGANIZATION | CLUB : KNOWN_ORGANIZATION)) !== 0;
}

/** The rules are surer than the training texts make of them: those annotate titles and places in other ways than the news. */
function addRules(
  { ruled, ruledAt, tokens }: NameView,
  first: number,
  last: number,
  scores: Float64Array,
  slot: number,
): void {
  const [from, to] = [ruledAt[first]!, ruledAt[last]!];
  const name = ruled[from];
  const title = tokens[last]!;
  if (last > first && ORGANIZATION_WORDS.has(title.lower)) scores[slot]! -= NO_PERSON;
  if (isTitleWord(title) && !SURNAME_ROLES.has(title.lower) && to < 0) {
    for (let kind = 0; kind < KINDS.length; kind += 1) scores[slot + kind]! -= FOR_RULE;
  } else if (from !== to) {
    for (let kind = 0; kind < KINDS.length; kind += 1) scores[slot + kind]! -= ACROSS;
  } else if (name?.first === first && name.last === last && name.kind !== 'unknown') {
    scores[slot + KINDS.indexOf(name.kind)]! += FOR_RULE * (name.confidence - SURE_FROM);
  }
}
