/** Whether what a clause tells lies before or after the day on which it was published. */
export type Tense = 'past' | 'future';

const FUTURE =
  "will|won['’]t|\\w+['’]ll|shall|would|going to|(?:plans?|planning|planned|intends?|expects?|expected|scheduled|slated|due|set|poised|hopes?|hoping|vows?|vowed|promises?|promised|wants?|agreed|aims?|needs?|is|are|was|were) to|" +
  '(?:is|are|was|were|be|been) (?:due|expected|scheduled|planned|slated|set|billed|called) (?:for|on|to|in|by)|(?:scheduled|slated|set|planned|due|billed) (?:for|on|in)|due|ahead of|in time for|upcoming|coming|' +
  'opens?|begins?|starts?|meets?|convenes?|resumes?|takes place|goes to|go to the polls|votes? on|heads? to|travels? to|arrives?|expires?|deadline|(?:may|might|could|can|must|should) (?:\\w+ )?(?:be|meet|vote|come|travel|begin|start|sign|return|speak)';
const PAST =
  'said|says|told|met|held|won|lost|took|made|gave|got|went|came|spoke|saw|began|left|led|sent|wrote|set|put|cut|hit|struck|fell|rose|found|brought|broke|sat|stood|ran|drew|flew|fought|kept|paid|read|shut|sought|thought|threw|built|bought|caught|became|heard|knew|had|has|have|was|were|did|ago|following|since|' +
  '\\w{2,}ed';
const CUES = new RegExp(`\\b(?:(${FUTURE})|(${PAST}))(?![\\w’'])`, 'gi');
// Between clauses: what stands on the other side does not date this side.
const CLAUSE_BREAK =
  /[,;:—–"“”()]|\s-\s|\b(?:that|which|who|whom|when|while|after|before|because|but|where|whether|if|as|and)\b/gi;
const REACH = 240;

/** The tense of the clause around a date, by its nearest verb; null where it has none that tells. */
export function tenseAround(sentence: string, start: number, end: number): Tense | null {
  const before = afterLastBreak(sentence.slice(Math.max(0, start - REACH), start));
  const after = sentence.slice(end, end + REACH);
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
  for (const match of text.matchAll(CUES)) return match[1] === undefined ? 'past' : 'future';
  return null;
}

function lastCue(text: string): Tense | null {
  let found: Tense | null = null;
  for (const match of text.matchAll(CUES)) found = match[1] === undefined ? 'past' : 'future';
  return found;
}
