/**
 * Whether what a clause tells lies before or after the day on which it was published. What was planned once
 * ("had been set for Monday") may lie on either side; so may what was cancelled ("called off Friday's meeting").
 */
export type Tense = 'past' | 'future' | 'once planned' | 'cancelled';

const PLANNED = '(?:planned|scheduled|slated|set|due|expected|billed|supposed)';
// A verb behind these belongs to them: "will be held" is no past.
const REST = '(?:(?: not| also| soon| now| only| again| \\w+ly)*(?: be| have been| have)?(?: \\w+)?)';
const ONCE_PLANNED = `(?:was|were|had been|has been)(?: \\w+)? ${PLANNED} (?:for|on|in|to)\\b${REST}`;
const FUTURE =
  `(?:will|won['’]t|\\w+['’]ll|shall|would(?! have)|going to)${REST}|` +
  `(?:plans?|planning|${PLANNED}|intends?|expects?|poised|hopes?|hoping|vows?|vowed|promises?|promised|wants?|agreed|aims?|needs?|is|are) to(?! (?:the|a|an|his|her|its|their)\\b)${REST}|plans? (?:a|an|the|another)\\b|expects?|invites?|announced for|` +
  `${PLANNED} (?:for|on|in|by)|due|(?:ahead of|in time for|upcoming|coming)(?= ?(?:the )?$)|deadline|` +
  `opens|begins|starts|continues|resumes|returns|closes|ends|expires|meets?|convenes?|takes place|goes|go to the polls|votes on|heads|travels|arrives|leaves|` +
  `(?:might|could|can|must|should)(?! have|n['’]t have| not)${REST}|may (?:be|meet|vote|come|travel|begin|start|sign|return|speak)`;
const PAST =
  `said|says|told|met|held|won|lost|took|made|gave|got|went|came|spoke|saw|began|left|led|sent|wrote|set|put|cut|hit|struck|fell|rose|found|brought|broke|sat|stood|ran|drew|flew|fought|kept|paid|read|shut|sought|thought|threw|built|bought|caught|became|heard|knew|had|(?:has|have)(?: been)?(?: \\w+ly)? \\w+(?:ed|en|t|n|ne)|(?:would|could|should|must|might)(?: not|n['’]t)? have|could not|couldn['’]t|was|were|did|ago|following|since|` +
  '\\w{2,}ed';
const CUES = new RegExp(
  `\\b(?:(?<once>${ONCE_PLANNED})|(?<future>${FUTURE})|(?<past>${PAST}))(?![\\w’'])`,
  'gi',
);
// Between clauses: what stands on the other side does not date this side.
const CLAUSE_BREAK =
  /[,;:—–"“”()]|\s-\s|\b(?:that|which|who|whom|when|while|after|before|because|but|where|whether|if|as|and)\b/gi;
const REACH = 160;

const CANCELLED =
  /\b(?:call(?:ed|s|ing)? off|cancell?(?:ed|s|ing)?|postpon(?:ed|es|ing)|scrapp(?:ed|ing)|put off|delay(?:ed|s|ing)|(?:pull(?:ed|s|ing)|backed) out of|withdrew from)\s+(?:(?:the|his|her|its|their)\s+)?$/i;
const ASKED_TO =
  /\b(?:call(?:ed|s) on|urg(?:ed|es)|ask(?:ed|s)|invit(?:ed|es)|begged|ordered)(?: [\p{L}’'-]+){1,3} to [^,;:]*$/iu;
const ASKED_BY =
  /\b(?:promis(?:ed|es)|vow(?:ed|s)|pledg(?:ed|es)|ask(?:ed|s)|demand(?:ed|s)|order(?:ed|s)|urg(?:ed|es)|agreed|want(?:ed|s)|expect(?:ed|s))\b[^,;:]*\bby $/i;

/** The tense of the clause around a date, by its nearest verb; null where it has none that tells. */
export function tenseAround(sentence: string, start: number, end: number): Tense | null {
  const before = afterLastBreak(sentence.slice(Math.max(0, start - REACH), start));
  const after = sentence.slice(end, end + REACH);
  if (ASKED_BY.test(before.text) || ASKED_TO.test(before.text)) return 'future';
  if (/^[’']s\b/.test(after) && CANCELLED.test(before.text)) return 'cancelled';
  const own = lastCue(before.text) ?? firstCue(beforeFirstBreak(after));
  if (own) return own;
  if (!before.opensSentence) return lastCue(sentence.slice(Math.max(0, start - REACH), start));
  return firstCue(after);
}

function afterLastBreak(text: string): { text: string; opensSentence: boolean } {
  let from = 0;
  for (const match of text.matchAll(CLAUSE_BREAK)) from = match.index + match[0].length;
  return { text: text.slice(from), opensSentence: from === 0 };
}

function beforeFirstBreak(text: string): string {
  const at = text.search(CLAUSE_BREAK);
  return at === -1 ? text : text.slice(0, at);
}

function firstCue(text: string): Tense | null {
  for (const match of text.matchAll(CUES)) if (!isNoVerb(match)) return tenseOf(match);
  return null;
}

function lastCue(text: string): Tense | null {
  let found: Tense | null = null;
  for (const match of text.matchAll(CUES)) if (!isNoVerb(match)) found = tenseOf(match);
  return found;
}

/** "The United Pitmen", "the wounded": no verbs. */
function isNoVerb({ 0: words, index, input, groups }: RegExpExecArray): boolean {
  if (groups?.past === undefined || index === 0) return false;
  const before = input.slice(0, index);
  return (
    /\b(?:the|an?|his|her|its|their) $/i.test(before) || (/^\p{Lu}/u.test(words) && /\p{L} $/u.test(before))
  );
}

function tenseOf({ groups }: RegExpExecArray): Tense {
  if (groups?.once !== undefined) return 'once planned';
  return groups?.future === undefined ? 'past' : 'future';
}
