import { inflect, lemmasOf } from './cues.ts';

/** What a word that may report somebody's words, thoughts or wishes is, and what usually goes with it. */
export const REPORT_CLASSES = [
  'say',
  'speech',
  'naming',
  'think',
  'stance',
  'attitude',
  'intend',
  'direct',
  'judge',
  'evidence',
  'seem',
  'perceive',
  'question',
  'express',
  'act',
  'noun',
  'people',
  'adjective',
  'source',
] as const;

export type ReportClass = (typeof REPORT_CLASSES)[number];

export interface ReportWord {
  readonly lemma: string;
  /** Index of the lemma among all. */
  readonly index: number;
  readonly class: number;
}

const VERBS: Partial<Record<ReportClass, string>> = {
  attitude:
    'want wish desire need prefer like love hate favor favour admire respect trust distrust dislike resent welcome embrace dread appreciate value care mind approve disapprove tolerate accept enjoy loathe despise detest cherish covet crave fancy like resist idolize idolise abhor lament celebrate mourn cheer boo applaud shun disdain disavow embrace relish fear support oppose back reject worry concern alarm anger frustrate irk trouble please excite impress surprise shock stun appal appall upset bother enrage infuriate disturb disappoint convince persuade satisfy delight reassure',
  intend:
    'intend plan aim try attempt seek vow promise pledge refuse decline agree offer threaten volunteer consider mull weigh decide determine choose opt resolve commit prepare hope expect anticipate await propose contemplate ponder hesitate swear undertake strive struggle campaign run fight move mean gear brace hold withhold',
  direct:
    'urge order demand request press push lobby encourage advise recommend invite instruct direct require force allow permit forbid ban bar let authorize authorise appoint nominate assign command compel oblige petition beseech exhort implore entreat ask tell call help want prompt tap charge prohibit restrict prevent block mandate dictate task enlist coax convince persuade pressure pressurize nudge prod goad dare challenge warn caution discourage dissuade rule sentence',
  judge:
    'criticize criticise praise accuse blame condemn slam lash attack denounce decry deride mock ridicule dismiss rebuke scold chide chastise castigate blast bash assail rip hammer pan skewer savage lambaste lambast pillory vilify malign disparage belittle insult taunt tease needle hit knock fault fault commend hail laud tout applaud extol champion defend excuse justify rationalize condone vindicate admonish reprimand upbraid berate excoriate decry deplore discredit demonize demean denigrate smear target question doubt dispute contest challenge rebut refute counter undermine oppose protest object bemoan bewail rue trash trumpet credit acquit convict indict charge sue fine congratulate thank salute honor honour toast single liken compare contrast equate brand label dub call describe portray paint cast depict characterize characterise frame bill style hype flaunt downplay minimize minimise exaggerate overstate understate',
  evidence:
    'show suggest indicate reveal find conclude demonstrate prove imply signal estimate project forecast poll survey confirm illustrate document chronicle detail trace track reflect mean establish point rank rate score grade judge assess evaluate calculate count measure determine identify uncover expose discover detect verify corroborate cite list feature contain include read state tell gauge record register study analyze analyse examine investigate probe review',
  seem: 'seem appear look sound feel tend strike',
  perceive:
    'see hear watch notice observe view regard perceive recognize recognise know learn realize realise understand remember forget recall recollect sense spot witness picture envision envisage imagine dream believe think guess suspect figure reckon assume presume suppose surmise conclude infer deduce gather deem consider judge interpret construe read treat rank misunderstand overlook ignore foresee doubt wonder worry fret agonize concur agree disagree differ side',
  question: 'ask question inquire enquire wonder query press grill quiz interview pose raise probe debate',
  express:
    'express voice air convey share give offer make deliver issue release publish detail outline describe explain discuss address mention cite quote reference invoke highlight touch focus emphasize emphasise underscore underline stress spotlight raise bring point allude refer speak talk chat converse communicate broach elaborate expand expound dwell harp concentrate center centre hammer repeat reiterate restate echo parrot second summarize summarise recap recount relate narrate introduce present pitch sell promote advertise advocate preach espouse peddle plug float unveil lay spell flesh hint insinuate allege purport profess pretend feign acknowledge concede admit confess own apologize apologise recant retract revoke withdraw disown deny renounce repudiate reverse backtrack clarify correct amend insist maintain contend submit posit theorize hypothesize speculate argue reason predict prophesy bet wager guarantee warrant ensure assure certify vouch attest testify depose swear affirm',
  act: 'endorse back support vote elect sign ratify veto reject oppose block pass adopt enact approve file launch join leave quit resign sponsor fund donate host attend lead protest march rally chant shout yell scream sing pray cheer clap boo heckle interrupt respond reply react answer retort rejoin snap shrug nod laugh smile smirk grin frown sigh cry weep lie mislead misstate fabricate invent claim boast brag gloat crow bluster bloviate rant rave vent fume seethe stew complain gripe grumble whine moan carp cavil quibble bicker argue spar feud clash wrangle tangle haggle negotiate bargain broker compromise settle draft pen author compose write tweet retweet post blog text email e-mail message wire cable phone call telephone dial contact notify alert brief inform update apprise advise counsel consult confer meet greet introduce remind quote paraphrase mimic imitate impersonate parody lampoon satirize joke quip jest kid crack jab poke troll gibe jeer sneer scoff snort chuckle giggle whisper murmur mumble mutter blurt stammer drawl intone declare decree proclaim pronounce announce herald broadcast air telecast stream print run carry headline title caption headline report cover leak divulge disclose confide unburden spill admit bare shed demur recuse abstain balk bristle recoil flinch waver vacillate equivocate hedge dodge duck evade sidestep skirt deflect stonewall pivot pander court woo flatter charm appeal plead beg',
};

const NOUNS: Partial<Record<ReportClass, string>> = {
  noun: 'claim statement remark comment belief view opinion fear concern hope desire wish intention plan promise pledge vow threat warning call demand request order decision proposal suggestion idea notion argument assertion allegation accusation charge criticism praise support opposition endorsement attack complaint denial admission acknowledgment acknowledgement announcement declaration explanation description account report rumor rumour speculation prediction forecast estimate expectation assumption conclusion finding evidence sign indication question answer response reaction testimony speech interview tweet post letter memo email survey poll study analysis commitment effort attempt willingness refusal reluctance eagerness feeling sense impression perception understanding knowledge awareness doubt suspicion confidence certainty worry anxiety frustration anger outrage disappointment satisfaction approval disapproval preference choice recommendation advice appeal plea message insistence reassurance guarantee assurance consensus agreement disagreement dispute debate talk discussion focus emphasis interest love hatred disdain contempt admiration respect distrust mistrust skepticism scepticism enthusiasm optimism pessimism goal aim ambition dream vision position stance stand reading interpretation theory thesis contention point case rationale reasoning reminder hint signal judgment judgement ruling verdict assessment evaluation review critique defense defence justification excuse apology confession revelation disclosure mention reference allusion nod invocation quote quotation slogan motto mantra chant refrain pitch bid push campaign crusade invitation instruction command mandate directive advisory alert caution condemnation denunciation rebuke reprimand insult slur jab dig swipe broadside tirade rant diatribe joke quip jest story tale narrative version testimony affidavit lawsuit suit complaint motion petition op-ed column editorial essay book article paper memoir blog ad advertisement commercial video clip transcript headline caption banner poster note text word news declaration manifesto platform resolution bill proposal promise calculation projection guess bet insinuation innuendo conviction conspiracy myth faith trust resentment grievance objection reservation hesitation misgiving qualm regret remorse relief joy pride delight gratitude thanks sympathy empathy sorrow grief shock surprise amazement disbelief horror alarm panic dread unease discomfort ire fury wrath rage scorn ridicule mockery derision blame credit congratulations condolences greeting welcome farewell',
  people:
    'supporter critic opponent advocate proponent backer fan skeptic sceptic admirer detractor believer foe adversary champion defender apologist enthusiast doubter follower loyalist fan enemy spokesman spokeswoman spokesperson',
};

const ADJECTIVES =
  'convinced confident sure certain worried concerned afraid fearful hopeful optimistic pessimistic skeptical sceptical doubtful dubious aware unaware willing unwilling eager reluctant ready keen determined committed open opposed critical supportive dismissive wary leery cautious angry furious upset happy glad pleased proud sorry disappointed surprised shocked frustrated interested uninterested adamant clear outspoken vocal poised set due reportedly allegedly apparently purportedly supposedly ostensibly seemingly evidently silent mum coy vague blunt candid frank insistent emphatic unequivocal noncommittal tight-lipped undecided unsure uncertain unconvinced uneasy nervous anxious alarmed outraged incensed irate livid dismayed appalled horrified disgusted offended insulted amused delighted thrilled excited enthusiastic passionate ambivalent indifferent grateful thankful apologetic unapologetic remorseful defiant bullish bearish bent intent hesitant loath loth anxious inclined disinclined prepared unprepared desperate tempted keen partial sympathetic hostile friendly receptive unimpressed impressed mindful wrong right known famous infamous renowned popular unpopular dedicated devoted responsible suspicious mistrustful distrustful jealous envious';

const SOURCES = 'according per via';

/** Third person, past and participles where they follow no rule. */
const IRREGULAR: Readonly<Record<string, string>> = Object.fromEntries(
  'run:runs ran running|fight:fights fought fighting|let:lets let letting|sell:sells sold selling|lead:leads led leading|leave:leaves left leaving|quit:quits quit quitting|forget:forgets forgot forgotten forgetting|forbid:forbids forbade forbidden forbidding|foresee:foresees foresaw foreseen foreseeing|mislead:misleads misled misleading|bet:bets bet betting|swear:swears swore sworn swearing|speak:speaks spoke spoken speaking|tell:tells told telling|say:says said saying|write:writes wrote written writing|withdraw:withdraws withdrew withdrawn withdrawing|withhold:withholds withheld withholding|strive:strives strove striven striving|undertake:undertakes undertook undertaken undertaking|meet:meets met meeting|shed:sheds shed shedding|bring:brings brought bringing|lay:lays laid laying|know:knows knew known knowing|see:sees saw seen seeing|give:gives gave given giving|show:shows showed shown showing|choose:chooses chose chosen choosing|take:takes took taken taking|make:makes made making|feel:feels felt feeling|find:finds found finding|hear:hears heard hearing|think:thinks thought thinking|understand:understands understood understanding|misunderstand:misunderstands misunderstood misunderstanding|read:reads read reading|hold:holds held holding|seek:seeks sought seeking|mean:means meant meaning|sing:sings sang sung singing|weep:weeps wept weeping|strike:strikes struck striking|hit:hits hit hitting|broadcast:broadcasts broadcast broadcasting|telecast:telecasts telecast telecasting|cast:casts cast casting|dare:dares dared daring|leak:leaks leaked leaking|restate:restates restated restating|misstate:misstates misstated misstating|overstate:overstates overstated overstating|sue:sues sued suing|quiz:quizzes quizzed quizzing|pin:pins pinned pinning|die:dies died dying|lie:lies lied lying|spell:spells spelled spelling|bare:bares bared baring|bid:bids bid bidding|sentence:sentences sentenced sentencing'
    .split('|')
    .map((entry) => entry.split(':') as [string, string]),
);
const DOUBLES =
  /^(?:commit|permit|refer|prefer|spot|concur|confer|rip|nod|pan|plug|prod|pen|infer|recap|chat|grin|shun|abhor|compel|rebut|regret|tap|jab|beg|brag|spar|admit|submit|plan|ban|bar|rap|demur|deter|slam|pat|dub|rot|scrap|snap|quip|fret|tag|blog|kid|plot)$/;

const VERB_WORDS = new Map<string, ReportWord>();
const OTHER_WORDS = new Map<string, ReportWord>();
export const REPORT_LEMMAS = fillWords();

/** What a word in lower case may report with, as a verb or as anything else; null for any other. */
export function reportWordOf(word: string, verb: boolean): ReportWord | null {
  const [first, second] = verb ? [VERB_WORDS, OTHER_WORDS] : [OTHER_WORDS, VERB_WORDS];
  return first.get(word) ?? second.get(word) ?? null;
}

/** Answers how many lemmas there are. */
function fillWords(): number {
  const lemmas = new Map<string, number>();
  const add = (words: Map<string, ReportWord>, word: string, lemma: string, name: ReportClass) => {
    if (words.has(word)) return;
    const key = `${lemma} ${words === VERB_WORDS}`;
    const index = lemmas.get(key) ?? lemmas.size;
    lemmas.set(key, index);
    words.set(word, { lemma, index, class: REPORT_CLASSES.indexOf(name) });
  };
  for (const name of ['say', 'speech', 'naming', 'think', 'stance'] as const)
    for (const lemma of lemmasOf(name)) for (const word of formsOf(lemma)) add(VERB_WORDS, word, lemma, name);
  for (const [name, list] of Object.entries(VERBS) as [ReportClass, string][])
    for (const lemma of list.split(' '))
      for (const word of formsOf(lemma)) add(VERB_WORDS, word, lemma, name);
  for (const [name, list] of Object.entries(NOUNS) as [ReportClass, string][])
    for (const lemma of list.split(' '))
      for (const word of [lemma, pluralOf(lemma)]) add(OTHER_WORDS, word, lemma, name);
  for (const lemma of ADJECTIVES.split(' ')) add(OTHER_WORDS, lemma, lemma, 'adjective');
  for (const lemma of SOURCES.split(' ')) add(OTHER_WORDS, lemma, lemma, 'source');
  return lemmas.size;
}

function formsOf(lemma: string): readonly string[] {
  const irregular = IRREGULAR[lemma];
  if (irregular) return [lemma, ...irregular.split(' ')];
  if (DOUBLES.test(lemma)) {
    const stem = `${lemma}${lemma.at(-1)}`;
    return [lemma, `${lemma}s`, `${stem}ed`, `${stem}ing`];
  }
  return [lemma, ...inflect(lemma)];
}

function pluralOf(noun: string): string {
  if (noun.endsWith('man')) return `${noun.slice(0, -3)}men`;
  return inflect(noun)[0];
}
