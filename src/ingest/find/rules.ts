import type {
  FoundActor,
  FoundMention,
  FoundQuote,
  ImmediateExtractor,
  ReadInput,
  Reading,
} from '../reading.ts';
import type { Cast } from './cast.ts';
import { datesOf } from './dates/dates.ts';
import { eventsOf } from './events/events.ts';
import { castOf } from './names/actors.ts';
import { affiliationsOf } from './names/affiliations.ts';
import { agesOf } from './names/ages.ts';
import { descriptionOf } from './names/descriptions.ts';
import { fittedTagger } from './names/fitted/fitted-tagger.ts';
import type { NameTagger } from './names/names.ts';
import { directQuotesOf, indirectQuotesOf } from './quotes/found-quotes.ts';
import { withEvents } from './quotes/quote-event.ts';
import { quotedSceneOf } from './quotes/quoted-scene.ts';
import { transcriptQuotesOf } from './quotes/transcript.ts';
import { RULES } from './rules-name.ts';
import { candidateSpan, type Scene } from './scene.ts';
import { sentencesOf } from './sentences.ts';

/** Reads with rules and a fitted scorer; names come from `tagger`. */
export function extractorWith(tagger: NameTagger): ImmediateExtractor {
  return {
    name: tagger.name,
    version: RULES.version,
    read: (input) => readWith(tagger, input),
  };
}

export const rulesExtractor: ImmediateExtractor = extractorWith(fittedTagger);

function readWith(tagger: NameTagger, input: ReadInput): Reading {
  const { scene, attributions } = quotedSceneOf(tagger, input.text);
  const cast = castOf(scene.text, scene.tokens, scene.names);
  const sentences = sentencesOf(input.text);
  const dates = datesOf(input.text, input.publishedAt, sentences);
  const direct = directQuotesOf(scene, cast, attributions, dates);
  const spoken = transcriptQuotesOf(scene, cast);
  const indirect = indirectQuotesOf(scene, cast, dates).filter((quote) => !liesIn(quote, spoken));
  const named = mentionsOf(scene, cast);
  const ages = agesOf(input.text, named);
  const actors = cast.actors.map((actor) => foundActor(actor, scene, ages.get(actor.index) ?? null));
  const captions = input.captions ?? [];
  const { text, publishedAt } = input;
  const found = eventsOf({ text, sentences, publishedAt, actors, mentions: named, dates, captions });
  return {
    actors,
    affiliations: affiliationsOf(text, scene.tokens, scene.names, cast),
    mentions: [...named, ...found.mentions].sort(
      (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
    ),
    events: found.events,
    quotes: withEvents(
      [...direct, ...spoken, ...indirect].sort((a, b) => a.spans[0]!.start - b.spans[0]!.start),
      { text, events: found.events, mentions: found.mentions },
    ),
    dates,
  };
}

function liesIn({ spans }: FoundQuote, turns: readonly FoundQuote[]): boolean {
  return turns.some((turn) => turn.spans[0]!.start < spans[0]!.end && turn.spans[0]!.end > spans[0]!.start);
}

function foundActor(actor: Cast['actors'][number], { text, tokens }: Scene, age: number | null): FoundActor {
  const { kind, name, aliases, confidence } = actor;
  const description = descriptionOf(actor, text, tokens);
  return { kind, name, aliases: [...aliases], description, age, confidence };
}

function mentionsOf(scene: Scene, cast: Cast): FoundMention[] {
  return scene.names.flatMap((name, index): FoundMention[] => {
    const span = candidateSpan(scene, { first: name.first, last: name.last });
    const actor = cast.actors[cast.actorOfName[index]!];
    const { confidence } = name;
    if (actor)
      return [
        {
          kind: actor.kind,
          span,
          name: actor.name,
          actor: actor.index,
          event: null,
          confidence: Math.max(confidence, actor.confidence * 0.9),
        },
      ];
    if (name.kind !== 'place') return [];
    const place = scene.text.slice(span.start, span.end).replace(/\s+/g, ' ');
    return [{ kind: 'place', span, name: place, actor: null, event: null, confidence }];
  });
}
