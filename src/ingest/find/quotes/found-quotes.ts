import type { FoundDate, FoundParty, FoundQuote } from '../../reading.ts';
import type { Cast } from '../cast.ts';
import { plainToken, type Scene } from '../scene.ts';
import type { Attribution } from './attribution.ts';
import type { Candidate } from './candidates.ts';
import { indirectSpeechOf } from './indirect.ts';
import { hearerPartyOf, partiesOf, partyOf } from './parties.ts';
import { piecesOf } from './pieces.ts';
import {
  type CueFound,
  channelOf,
  cueFor,
  hearerOf,
  kindOfQuote,
  placeOf,
  saidOn,
  textOf,
} from './quote-details.ts';

/** Below it nobody is named: the candidates stay runners-up. */
const TOO_DOUBTFUL = 0.2;

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
  const { candidate, confidence, runnersUp } = attributions[leading]!;
  const named = candidate !== null && confidence >= TOO_DOUBTFUL ? candidate : null;
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
    runnersUp: runnersUp
      .map((other) => ({
        ...partyOf(scene, cast, other.candidate, 0),
        confidence: rounded(other.confidence),
      }))
      .filter(({ name }) => name !== ''),
  };
}

function surest(attributions: readonly Attribution[], pieces: readonly number[]): number {
  return pieces.reduce((best, piece) =>
    attributions[piece]!.confidence > attributions[best]!.confidence ? piece : best,
  );
}

export function indirectQuotesOf(scene: Scene, cast: Cast, dates: readonly FoundDate[]): FoundQuote[] {
  return indirectSpeechOf(scene).map(({ candidate, cueItem, spans, confidence }): FoundQuote => {
    const { start, end, text } = plainToken(scene, cueItem)!;
    const cue: CueFound = { text, span: { start, end }, item: cueItem };
    const hearer = hearerOf(scene, cue, candidate);
    const speakers = partiesOf(scene, cast, candidate, confidence);
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
      confidence,
      runnersUp: [],
    };
  });
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
