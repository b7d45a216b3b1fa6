import type { FoundDate, FoundParty, FoundQuote } from '../../reading.ts';
import type { Cast } from '../cast.ts';
import type { Scene } from '../scene.ts';
import type { Attribution } from './attribution.ts';
import type { Candidate } from './candidates.ts';
import { headlineSpeechOf } from './headline.ts';
import { type IndirectSpeech, indirectSpeechOf } from './indirect.ts';
import { hearerPartyOf, isSameParty, partiesOf, partyOf } from './parties.ts';
import { piecesOf } from './pieces.ts';
import {
  type CueFound,
  channelOf,
  cueFor,
  cueOfItem,
  hearerOf,
  kindOfQuote,
  placeOf,
  saidOn,
  textOf,
} from './quote-details.ts';

/** Below it nobody is named: the candidates stay runners-up. */
const TOO_DOUBTFUL = 0.2;
/** Above it the words quote nobody of those near ("Band to split ‘with love’" in a headline). */
const NOBODY_NEAR = 0.95;
const MOST_RUNNERS_UP = 3;

export function directQuotesOf(
  scene: Scene,
  cast: Cast,
  attributions: readonly Attribution[],
  dates: readonly FoundDate[],
): FoundQuote[] {
  return piecesOf(scene, attributions).map((pieces) => directQuote(scene, cast, attributions, dates, pieces));
}

function directQuote(
  scene: Scene,
  cast: Cast,
  attributions: readonly Attribution[],
  dates: readonly FoundDate[],
  pieces: readonly number[],
): FoundQuote {
  const leading = surest(attributions, pieces);
  const { candidate, confidence, nobody, runnersUp } = attributions[leading]!;
  const doubtful = confidence < TOO_DOUBTFUL || nobody > NOBODY_NEAR;
  const named = doubtful ? null : candidate;
  const item = scene.narrative.itemOfQuote[leading]!;
  const cue = cueFor(scene, named, item);
  const hearer = hearerOf(scene, cue, named);
  const speakers = named ? partiesOf(scene, cast, named, confidence) : [];
  return {
    kind: kindOfQuote(scene, pieces),
    text: textOf(scene, pieces),
    spans: pieces.map((piece) => scene.quotes[piece]!.words),
    speakers,
    addressees: hearersOf(scene, cast, hearer, speakers),
    cue: cueOnly(cue),
    channel: channelOf(scene, cue, item),
    said: saidOn(scene, cue, dates),
    place: placeOf(scene, cue, hearer),
    event: null,
    confidence: rounded(confidence),
    runnersUp: runnersUpOf(scene, cast, runnersUp, speakers),
  };
}

/** Each once, and none who speaks: "the mayor" is no second to the mayor's name. */
function runnersUpOf(
  scene: Scene,
  cast: Cast,
  others: Attribution['runnersUp'],
  speakers: readonly FoundParty[],
): FoundQuote['runnersUp'] {
  const found: FoundQuote['runnersUp'][number][] = [];
  for (const other of others) {
    const party = partyOf(scene, cast, other.candidate, 0);
    const known = [...speakers, ...found].some((one) => isSameParty(one, party));
    if (party.name !== '' && !known) found.push({ ...party, confidence: rounded(other.confidence) });
  }
  return found.slice(0, MOST_RUNNERS_UP);
}

function surest(attributions: readonly Attribution[], pieces: readonly number[]): number {
  return pieces.reduce((best, piece) =>
    attributions[piece]!.confidence > attributions[best]!.confidence ? piece : best,
  );
}

export function indirectQuotesOf(scene: Scene, cast: Cast, dates: readonly FoundDate[]): FoundQuote[] {
  const headline = headlineSpeechOf(scene);
  const speeches = indirectSpeechOf(scene);
  return (headline ? [headline, ...speeches.filter(liesOutside(headline))] : speeches).map((speech) => {
    const { candidate, cueItem, spans } = speech;
    const cue = speech === headline ? null : cueOfItem(scene, cueItem);
    const hearer = hearerOf(scene, cue, candidate);
    const speakers = candidate ? partiesOf(scene, cast, candidate, speech.confidence) : [];
    return {
      kind: 'indirect',
      text: spans.map((span) => scene.text.slice(span.start, span.end)).join(' '),
      spans,
      speakers,
      addressees: hearersOf(scene, cast, hearer, speakers),
      cue: cueOnly(cue),
      channel: channelOf(scene, cue, cueItem),
      said: saidOn(scene, cue, dates),
      place: placeOf(scene, cue, hearer),
      event: null,
      confidence: rounded(speech.confidence),
      runnersUp: runnersUpOf(scene, cast, speech.runnersUp, speakers),
    };
  });
}

function liesOutside({ spans: [words] }: IndirectSpeech): (other: IndirectSpeech) => boolean {
  return ({ spans }) => spans[0]!.start >= words!.end;
}

function hearersOf(
  scene: Scene,
  cast: Cast,
  hearer: Candidate | null,
  speakers: readonly FoundParty[],
): FoundParty[] {
  const party = hearer && hearerPartyOf(scene, cast, hearer, speakers);
  return party && party.name !== '' ? [party] : [];
}

function cueOnly(cue: CueFound | null): FoundQuote['cue'] {
  return cue && { text: cue.text, span: cue.span };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
