import type { EventKind } from '../../reading.ts';

export interface EventCue {
  readonly kind: EventKind;
  readonly pattern: RegExp;
  /** The pattern finds nothing in a text that holds none of these. */
  readonly words: readonly string[];
}

function cues(all: readonly { kind: EventKind; words: string; pattern: RegExp }[]): EventCue[] {
  return all.map((cue) => ({ ...cue, words: cue.words.split('|') }));
}

/** Nouns that name an event. The first whole match counts; plurals name no single event and are left out. */
export const NOUN_CUES: readonly EventCue[] = cues([
  {
    kind: 'call',
    words: 'call|telephone conversation',
    pattern:
      /\b(?:(?:phone|telephone|video|conference) call|telephone conversation|call)(?!\s+(?:for|to)\b|\s+on\s+(?!Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d))\b/g,
  },
  { kind: 'summit', words: 'summit', pattern: /\bsummit(?: meeting)?\b/g },
  {
    kind: 'conference',
    words: 'conference',
    pattern: /\b(?:news|press|peace|climate|party|donor|security)?\s?conference\b/g,
  },
  {
    kind: 'meeting',
    words: 'meeting|talks|negotiations',
    pattern: /(?<!summit )\b(?:meeting|talks|negotiations)\b/g,
  },
  { kind: 'visit', words: 'visit|trip', pattern: /\b(?:visit|trip)\b/g },
  { kind: 'statement', words: 'statement', pattern: /\b(?:joint )?statement\b/g },
  { kind: 'vote', words: 'vote|referendum|ballot', pattern: /\b(?:vote|referendum|ballot)\b/g },
  {
    kind: 'election',
    words: 'election|runoff|run-off',
    pattern: /\b(?:election|by-election|runoff|run-off|primary election)\b/g,
  },
  { kind: 'trial', words: 'trial|hearing|verdict', pattern: /\b(?:trial|court hearing|hearing|verdict)\b/g },
  {
    kind: 'attack',
    words: 'attack|airstrike|air strike|bombing|shooting|shelling|assassination',
    pattern: /\b(?:attack|airstrike|air strike|bombing|shooting|shelling|assassination)\b/g,
  },
  {
    kind: 'protest',
    words: 'protest|demonstration|rally|walkout',
    pattern: /\b(?:protest|demonstration|rally|walkout|protest march)\b/g,
  },
  {
    kind: 'disaster',
    words: 'flood|quake|hurricane|wildfire|landslide|explosion|crash|collapse|tsunami',
    pattern: /\b(?:flood|earthquake|quake|hurricane|wildfire|landslide|explosion|crash|collapse|tsunami)\b/g,
  },
  {
    kind: 'agreement',
    words: 'agreement|treaty|accord|pact',
    pattern: /\b(?:agreement|treaty|accord|pact)\b/g,
  },
  {
    kind: 'ceremony',
    words: 'ceremony|funeral|inauguration|memorial service|swearing-in',
    pattern: /\b(?:ceremony|funeral|inauguration|memorial service|swearing-in)\b/g,
  },
]);

/** Verbs that tell an event, with their forms; `past` are the forms that say it has happened. */
export const VERB_CUES: readonly EventCue[] = cues([
  {
    kind: 'meeting',
    words: 'meet|met|sat down|sit down',
    pattern:
      /(?<!\b(?:was|were|been|be|is|are) )\b(?:meets?|met|(?<=\b(?:is|are|was|were|be|been|after|before|by) )meeting|sat down|sit down)\b(?!\s+(?:the|a|an|its|their|all|any|these|those)?\s*(?:\w+ )?(?:demands?|deadlines?|targets?|goals?|needs?|conditions?|criteria|requirements?|standards?|costs?|expectations?|resistance|anger|fate)\b)/g,
  },
  {
    kind: 'call',
    words: 'phone',
    pattern:
      /\b(?:spoke|spoken|speaks?|talked|talks?)(?: \w+){0,3} (?:by|over|on) (?:the )?(?:tele)?phone\b|\b(?:tele)?phoned\b/g,
  },
  { kind: 'vote', words: 'vote|voting', pattern: /\b(?:voted|votes?|voting)\b/g },
  {
    kind: 'visit',
    words: 'visit|travel|flew to|fly to|flies to',
    pattern: /\b(?:visit(?:ed|s)?|travel(?:s|ed|led|ing)? to|flew to|fly to|flies to)\b/g,
  },
  { kind: 'election', words: 'elected', pattern: /\b(?:was|were|been|be) (?:re-?)?elected\b/g },
  {
    kind: 'trial',
    words: 'on trial|sentenced|convicted|acquitted',
    pattern:
      /\b(?:goes|go|went|gone) on trial\b|\b(?:was|were|is|be|been) (?:sentenced|convicted|acquitted)\b|\bsentenced\b/g,
  },
  {
    kind: 'call',
    words: 'called',
    // "Called Quorn on Monday to complain", and no "called Quorn a liar" or "called Quorn to the stand".
    pattern:
      /\bcalled(?= (?:\p{Lu}[\p{L}.’'-]*\s+){1,4}(?:(?:on|late|early|by|last)\s|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[^,.;]{0,30}?(?:[.,;]|$|\s(?:and|to (?:ask|complain|congratulate|discuss|say|talk|tell|thank|urge|warn))\b))/gu,
  },
  {
    kind: 'ceremony',
    words: 'sworn in|inaugurated|buried|crowned|laid to rest',
    pattern: /\b(?:(?:was|were|is|be|been|being) (?:sworn in|inaugurated|buried|crowned|laid to rest))\b/g,
  },
  {
    kind: 'agreement',
    words: 'sign|ratif|put ',
    pattern:
      /\b(?:sign(?:s|ed|ing)?|ratif(?:y|ies|ied)|put (?:his|her|their) names? to)(?= (?:[\p{L}’'-]+ ){1,5}?(?:agreement|treaty|accord|pact|deal)\b)|(?<=\b(?:agreement|treaty|accord|pact|deal) that [^,.;]{3,60} )signed\b/gu,
  },
  {
    kind: 'attack',
    words: 'bombed|shelled|opened fire|exploded|went off|detonated',
    pattern:
      /\b(?:bombed|shelled|opened fire)\b|\b(?:[Bb]omb|device|explosives?) (?:exploded|went off|detonated)\b/g,
  },
  {
    kind: 'protest',
    words: 'protested|marched|demonstrated',
    pattern: /\b(?:protested|marched|demonstrated)\b/g,
  },
]);

/** "Both firms": two organizations, and not the two people named last. */
export const FIRMS =
  /\b(?:both|the two) (?:firms|companies|groups|clubs|unions|banks|parties|organi[sz]ations|agencies)\b/i;

/** Kinds that two people make; the others need a date of their own to be told from talk about such things. */
export const ENCOUNTERS: ReadonlySet<EventKind> = new Set([
  'meeting',
  'call',
  'summit',
  'visit',
  'conference',
  'ceremony',
]);

/** Kinds whose noun stands beside those who take part; beside a vote or a flood stand others too. */
export const PARTNERED: ReadonlySet<EventKind> = new Set([...ENCOUNTERS, 'agreement', 'statement', 'trial']);

export const CANCELLING =
  /\b(?:scrapp(?:ed|ing)|call(?:ed|s|ing)? off|cancell?(?:ed|s|ing)?|postpon(?:ed|es|ing|e)|put(?:s|ting)? off|delay(?:ed|s|ing)|abandon(?:ed|ing) (?:the|a|plans)|shelved|will not (?:take place|go ahead|happen|be held))\b/i;
export const DENYING =
  /\b(?:den(?:y|ied|ies|ying)|(?:did|has|have|had) (?:not|never)|didn['’]t|hadn['’]t|hasn['’]t|never)\b/i;
export const NEGATED_PLAN =
  /\b(?:(?:will|would|shall|is|are|does|do) not|won['’]t|wouldn['’]t|isn['’]t|aren['’]t|no (?:longer )?plans?\b.{0,40}|refus(?:ed|es)|not)(?: \w+){0,2}? (?:to |be )?$/i;
export const PLANNING =
  /\b(?:will|would|shall|going to|plans?|planned|hopes?|intends?|expects?|expected|scheduled|slated|set|due|to|['’]ll|may|might|could|should|must|upcoming|agreed to)\s+(?:\w+ ){0,2}?(?:to |be |have )?$/i;
export const PLANNED_NOUN = /\b(?:planned|upcoming|coming|scheduled|proposed|future|next)\b/i;
/** What is only asked for or imagined happens on no day. */
export const IMAGINED =
  /\b(?:for|no|any|possible|potential|about|of|whether|without|towards?|on|want|wants|wanted|seek|seeks|sought|propose[ds]?|demand(?:s|ed)?|suggest(?:s|ed)?)\s+$/i;

/** "A vote on the treaty on 10 December": what is dated is the vote. */
export const EVENT_ABOUT =
  /\b(?:votes?|voted|voting|talks|meeting|met|debated?|hearing|referendum|summit|conference|ceremony|statement|speech|ruling|report|inquiry) (?:on|over|about|for|into) (?:the |a |an |its |their )?$/i;

/** Dates behind these words date the words, not the event ("was cancelled on Thursday"). */
export const OTHER_DATING =
  /\b(?:cancell?ed|called off|postponed|scrapped|announced|rejected|condemned|critici[sz]ed|denied|told|said|says|delayed|put off|reported|confirmed|asked|wrote|warned|since|until|before|after)\b/i;

/** A group that stands for the people named just before. */
export const PAIR =
  /\b(?:they|the two|the pair|both|both (?:men|women|leaders|sides)|the two (?:men|women|leaders|presidents|ministers|diplomats|sides|mayors))\b/i;
export const GROUP =
  /\b(?:they|both|two|leaders|presidents|ministers|sides|parties|officials|delegations|negotiators|diplomats|envoys|governments|council|committee|assembly|parliament|cabinet|board)\b/i;
/** Verbs whose subject takes part in the event that is their object. */
export const TAKES_PART =
  /\b(?:met|meet|hold|holds|held|host(?:s|ed)?|attend(?:s|ed)?|had|have|has|join(?:s|ed)?|emerged from|left|opened|open|sign(?:s|ed)?|called off|cancell?ed|postponed)\b/i;

export const LABELS: Readonly<Record<EventKind, string>> = {
  meeting: 'meeting',
  call: 'phone call',
  summit: 'summit',
  visit: 'visit',
  statement: 'statement',
  vote: 'vote',
  election: 'election',
  trial: 'trial',
  attack: 'attack',
  protest: 'protest',
  disaster: 'disaster',
  agreement: 'agreement',
  conference: 'conference',
  ceremony: 'ceremony',
  other: 'event',
};
