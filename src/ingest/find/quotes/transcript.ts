import type { FoundParty, FoundQuote, Span } from '../../reading.ts';
import type { Actor, Cast } from '../cast.ts';
import type { Scene } from '../scene.ts';

/** "PINCKARD: I would do …", "Laura Pinckard: …", "A: …": who speaks stands before a colon at the start of a paragraph. */
interface Turn {
  readonly label: Span;
  readonly words: Span;
}

const LABEL = /^((?:\p{Lu}[\p{L}.’'-]*)(?: \p{Lu}[\p{L}.’'-]*){0,3}): +(?=\S)/u;
const FEWEST_TURNS = 3;
const FEWEST_LABELS = 2;
const QUESTION = /^(?:q|question)$/;
const ANSWER = /^(?:a|answer)$/;
/** What stands before a colon in lists and boxes, and is nobody. */
const NO_SPEAKER =
  /^(?:note|update|updated|correction|editor's note|watch|read|read more|related|photo|photos|image|video|source|sources|date|time|place|where|when|what|who|why|how|tickets|price|location|contact|tel|email|web|details|score|result|results|age|job|pay|name|city)$/;

/**
 * Words that no marks hold: the turns of a transcript or an interview. None where fewer than three
 * paragraphs are like that, or nobody speaks twice: that is a list.
 */
export function transcriptQuotesOf(scene: Scene, cast: Cast): FoundQuote[] {
  const turns = turnsIn(scene);
  const labels = new Set(turns.map(({ label }) => labelOf(scene, label)));
  const somebodyReturns = labels.size < turns.length;
  if (turns.length < FEWEST_TURNS || labels.size < FEWEST_LABELS || !somebodyReturns) return [];
  return turns.flatMap((turn) => {
    const speaker = speakerOf(scene, cast, turn);
    return speaker ? [quoteOf(scene, turn, speaker)] : [];
  });
}

function turnsIn({ text, paragraphs, quotes }: Scene): Turn[] {
  let next = 0;
  return paragraphs.flatMap(({ start, end }) => {
    while (next < quotes.length && quotes[next]!.end <= start) next += 1;
    if (next < quotes.length && quotes[next]!.start < end) return [];
    const match = LABEL.exec(text.slice(start, Math.min(end, start + 80)));
    if (!match || NO_SPEAKER.test(match[1]!.toLowerCase())) return [];
    const label = { start, end: start + match[1]!.length };
    return [{ label, words: { start: start + match[0].length, end } }];
  });
}

function labelOf({ text }: Scene, { start, end }: Span): string {
  return text.slice(start, end).toLowerCase().replaceAll('’', "'");
}

/** Null for a question of an interview: its asker is the publication. */
function speakerOf(scene: Scene, cast: Cast, { label }: Turn): FoundParty | null {
  const words = labelOf(scene, label);
  if (QUESTION.test(words)) return null;
  const actor = ANSWER.test(words) ? mostNamed(cast) : namedSo(cast, words);
  if (ANSWER.test(words) && !actor) return null;
  if (actor) return { kind: actor.kind, name: actor.name, span: label, actor: actor.index };
  return { kind: 'unnamed_person', name: scene.text.slice(label.start, label.end), span: label, actor: null };
}

function namedSo(cast: Cast, label: string): Actor | null {
  const last = label.split(' ').at(-1)!;
  const people = cast.actors.filter(({ kind, words }) => kind === 'person' && words.at(-1) === last);
  const full = people.find(({ words }) => words.join(' ') === label);
  return full ?? people.sort((a, b) => b.words.length - a.words.length)[0] ?? null;
}

function mostNamed(cast: Cast): Actor | null {
  const people = cast.actors.filter(({ kind }) => kind === 'person');
  return people.sort((a, b) => b.mentions.length - a.mentions.length)[0] ?? null;
}

function quoteOf({ text }: Scene, { words }: Turn, speaker: FoundParty): FoundQuote {
  return {
    kind: 'direct',
    text: text.slice(words.start, words.end),
    spans: [words],
    speakers: [speaker],
    addressees: [],
    cue: null,
    channel: 'speech',
    said: null,
    place: null,
    event: null,
    confidence: speaker.actor === null ? 0.8 : 0.95,
    runnersUp: [],
  };
}
