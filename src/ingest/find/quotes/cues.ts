/**
 * Words that hand over to somebody's words. `say`: nearly always; `speech`: usually, when words follow or precede;
 * `naming`: take a few marked words ("called it …"); `think`: report a thought; `stance`: report what somebody wants or does about it.
 */
export type CueClass = 'say' | 'speech' | 'naming' | 'think' | 'stance';
export type CueForm = 'base' | 'third' | 'past' | 'participle';

export interface CueWord {
  readonly lemma: string;
  readonly class: CueClass;
  readonly form: CueForm;
}

const LEMMAS: Readonly<Record<CueClass, string>> = {
  say: 'say tell add write tweet continue ask explain reply respond note state declare joke quip retort recall remark shout yell exclaim conclude post text email mutter whisper',
  speech:
    'argue warn insist claim suggest acknowledge announce admit assert advise affirm allege answer apologize assure blast boast brag caution charge chant comment complain concede confess confirm confide contend counter cry decry demand denounce deny disclose elaborate emphasize estimate explode fire fume gripe grumble gush hint imply indicate inform interject lament maintain mention mock muse object observe opine plead pledge praise preach predict press proclaim promise pronounce protest quote question rail reason reassure rebut recite recount refute reiterate relate remind repeat report reveal scoff scream signal sing sneer snap speculate speak stress summarize swear sigh testify thank threaten thunder tease toast tout trumpet urge vent volunteer vow wonder weigh apologise emphasise summarise echo begin read crow howl marvel implore instruct order rule underline underscore highlight propose recommend relay retweet interrupt clarify inquire beg bark bellow greet invoke cite challenge criticize criticise slam lash attack blame accuse condemn lambast lambaste ridicule dismiss deride rebuke scold berate hail laud applaud endorse taunt vouch attest certify reflect pray moan fret rant rave expound enthuse pontificate rejoin riff specify stipulate submit teach translate utter venture wail warble deadpan chide chime croon scrawl scribble type message blog pen publish print broadcast narrate interpret headline caption talk',
  naming:
    'call describe label dub brand refer name term characterize characterise title portray liken compare paint cast depict define deem consider entitle tag nickname',
  think:
    'believe think feel hope fear expect know worry doubt guess suspect assume figure understand learn imagine remember realize find hear dream decide agree disagree regret see',
  stance:
    'want seek support back oppose reject refuse vote plan intend express offer favor invite encourage request appeal defend discuss mean show include contain feature send issue release deliver give make use go come get put welcome appear seem stand laugh smile nod shrug turn nominate hold prove sign launch file',
};

const IRREGULAR: Readonly<Record<string, readonly [third: string, past: string, participle: string]>> = {
  say: ['says', 'said', 'saying'],
  tell: ['tells', 'told', 'telling'],
  write: ['writes', 'wrote', 'writing'],
  swear: ['swears', 'swore', 'swearing'],
  speak: ['speaks', 'spoke', 'speaking'],
  sing: ['sings', 'sang', 'singing'],
  begin: ['begins', 'began', 'beginning'],
  read: ['reads', 'read', 'reading'],
  think: ['thinks', 'thought', 'thinking'],
  feel: ['feels', 'felt', 'feeling'],
  know: ['knows', 'knew', 'knowing'],
  understand: ['understands', 'understood', 'understanding'],
  find: ['finds', 'found', 'finding'],
  hear: ['hears', 'heard', 'hearing'],
  see: ['sees', 'saw', 'seeing'],
  seek: ['seeks', 'sought', 'seeking'],
  mean: ['means', 'meant', 'meaning'],
  send: ['sends', 'sent', 'sending'],
  give: ['gives', 'gave', 'giving'],
  make: ['makes', 'made', 'making'],
  go: ['goes', 'went', 'going'],
  come: ['comes', 'came', 'coming'],
  get: ['gets', 'got', 'getting'],
  put: ['puts', 'put', 'putting'],
  hold: ['holds', 'held', 'holding'],
  stand: ['stands', 'stood', 'standing'],
  cast: ['casts', 'cast', 'casting'],
  show: ['shows', 'showed', 'showing'],
  admit: ['admits', 'admitted', 'admitting'],
  quip: ['quips', 'quipped', 'quipping'],
  refer: ['refers', 'referred', 'referring'],
  dub: ['dubs', 'dubbed', 'dubbing'],
  brag: ['brags', 'bragged', 'bragging'],
  slam: ['slams', 'slammed', 'slamming'],
  snap: ['snaps', 'snapped', 'snapping'],
  beg: ['begs', 'begged', 'begging'],
  rebut: ['rebuts', 'rebutted', 'rebutting'],
  submit: ['submits', 'submitted', 'submitting'],
  blog: ['blogs', 'blogged', 'blogging'],
  plan: ['plans', 'planned', 'planning'],
  fret: ['frets', 'fretted', 'fretting'],
  tag: ['tags', 'tagged', 'tagging'],
  teach: ['teaches', 'taught', 'teaching'],
};

const CUES = buildCues();

/** The cue that a word is; null for any other word. Expects lower case. */
export function cueOf(word: string): CueWord | null {
  return CUES.get(word) ?? null;
}

/** Nouns that announce words or hold them: "in a statement", "his warning that". */
export const SPEECH_NOUNS: ReadonlySet<string> = new Set(
  'statement remark remarks comment comments tweet post message speech interview letter email e-mail memo op-ed column question answer reply response warning claim assertion argument view opinion belief promise pledge vow call demand complaint words slogan chant line quote testimony brief ruling announcement address assurance insistence contention admission declaration plea appeal accusation allegation suggestion proposal assumption prediction description criticism explanation threat'.split(
    ' ',
  ),
);

/** Also in the plural: "her calls for". Expects lower case. */
export function isSpeechNoun(word: string): boolean {
  return SPEECH_NOUNS.has(word) || (word.endsWith('s') && SPEECH_NOUNS.has(word.slice(0, -1)));
}

export function lemmasOf(cueClass: CueClass): readonly string[] {
  return LEMMAS[cueClass].split(' ');
}

function buildCues(): ReadonlyMap<string, CueWord> {
  const cues = new Map<string, CueWord>();
  for (const cueClass of Object.keys(LEMMAS) as CueClass[]) {
    for (const lemma of lemmasOf(cueClass)) {
      const [third, past, participle] = IRREGULAR[lemma] ?? inflect(lemma);
      const forms: [CueForm, string][] = [
        ['past', past],
        ['third', third],
        ['participle', participle],
        ['base', lemma],
      ];
      for (const [form, word] of forms) if (!cues.has(word)) cues.set(word, { lemma, class: cueClass, form });
    }
  }
  return cues;
}

/** Third person, past and participle by rule; the first is the plural of a noun too. */
export function inflect(lemma: string): readonly [string, string, string] {
  if (/(?:[sxz]|ch|sh)$/.test(lemma)) return [`${lemma}es`, `${lemma}ed`, `${lemma}ing`];
  if (/[^aeiou]y$/.test(lemma))
    return [`${lemma.slice(0, -1)}ies`, `${lemma.slice(0, -1)}ied`, `${lemma}ing`];
  if (lemma.endsWith('ee')) return [`${lemma}s`, `${lemma}d`, `${lemma}ing`];
  if (lemma.endsWith('e')) return [`${lemma}s`, `${lemma}d`, `${lemma.slice(0, -1)}ing`];
  return [`${lemma}s`, `${lemma}ed`, `${lemma}ing`];
}
