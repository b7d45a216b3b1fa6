import { remembered } from '../remembered.ts';

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Stand before a name and are no part of it. With their full stop where they are abbreviated. */
export const HONORIFICS = words(
  `mr mr. mrs mrs. ms ms. mx. miss sir dame lord lady dr dr. prof prof. rev rev. fr. hon. sen sen. sens. rep rep. reps. gov gov. govs. gen gen. col col. lt lt.
maj. sgt sgt. capt capt. cmdr. adm. pvt. cpl. del. atty. supt. det. insp. amb. dist. ald. st. pres. sec. emeritus emerita`,
);
export const FEMALE_HONORIFICS = words('mrs mrs. ms ms. miss dame lady madam');
export const MALE_HONORIFICS = words('mr mr. sir lord');

/** Words for a person's work or office, singular, in lower case. Capitalised before a name they are its title. */
export const ROLE_NOUNS = words(`
activist actor actress admiral adviser advisor advocate agent aide ally ambassador analyst anchor announcer archbishop artist assistant astronaut
athlete attorney author aunt bishop banker biologist blogger boss brother builder businessman businesswoman candidate captain caller cardinal chair chairman
chairperson chairwoman chancellor chef chief claimant cleric clerk coach co-founder co-chair colleague colonel columnist comedian commander commentator
commissioner comptroller congressman congresswoman conservationist consul consultant coroner correspondent councillor councilor councilman councilwoman counsel
counselor cousin critic customer daughter dean defendant delegate democrat deputy designer detective dictator diplomat director doctor driver
economist editor educator emperor employee engineer envoy epidemiologist executive expert farmer father fellow filmmaker firefighter fisherman founder friend general geologist governor
grandfather grandmother guard guest head heckler historian host hostess husband immigrant insider inspector intern investigator investor journalist judge
justice king landlord lawmaker lawyer leader lecturer legislator libertarian lieutenant lobbyist magistrate major manager marshal mayor meteorologist
mechanic mediator member minister moderator mogul monarch mother musician narrator neighbor neighbour neurosurgeon nominee nun nurse observer officer official operative operator
opponent organiser organizer owner parent partner passenger pastor pathologist patient patriarch photographer physician physicist pilot player poet politician pollster pope preacher
premier presenter president priest prime-minister prince princess principal producer professor prosecutor protester psychiatrist psychologist publisher queen
rabbi ranger rector referee refugee regulator reporter representative republican researcher resident reviewer rival runner-up salesman scholar scientist
secretary secretary-general senator sergeant sheik sheikh sheriff singer sister soldier son source speaker spokesman spokesperson spokeswoman staffer
star statesman statistician strategist strongman student superintendent supporter surgeon surveyor survivor taoiseach teacher technician tenant trader trainer treasurer trustee tsar tycoon
uncle undersecretary user veteran viewer victim volunteer voter warden wife whistleblower winner witness woman man worker writer boy girl person someone somebody
billionaire administrator arbitrator auditor baron baroness duke duchess count countess emir sultan ayatollah imam mullah chaplain provost registrar broker composer creator drummer entrepreneur footballer goalkeeper guitarist inventor
mathematician merchant negotiator novelist ombudsman paramedic performer philosopher playwright programmer promoter rapper solicitor striker theologian therapist translator vocalist warlord emissary backbencher grocer choirmaster heir heiress campaigner canvasser vice-president vice-chair nephew niece grandson granddaughter fan contractor landowner grower brewer baker carpenter conductor curator librarian
midwife pharmacist plumber shopkeeper skipper sailor ferryman harbormaster harbourmaster archaeologist architect botanist chemist ecologist hydrologist oceanographer seismologist virologist zoologist
sprinter hurdler swimmer diver rower cyclist boxer wrestler golfer gymnast skier biathlete midfielder winger quarterback linebacker batsman wicketkeeper
cricketer jockey teammate defender electrician butcher shipowner boatbuilder beekeeper hairdresser barber mp mep`);

const ROLE_ENDING =
  /(?:[a-z]{3}(?:man|woman|person|keeper|maker|master|mistress|wright|monger|smith)|ologist|ographer|[^aeiou]ician)$/;
const NO_ROLE = words('german roman human ottoman talisman caiman rolls-royce remaster webmaster');

/** Roles that are surnames just as well: alone and capitalised they name somebody. */
export const SURNAME_ROLES = words(
  'baker king bishop cook miller farmer brewer carpenter potter dean marshal fisher hunter taylor cooper butler porter page guard judge driver pope prince carter mason archer weaver gardener shepherd sheriff winner star boy',
);

/** Expects lower case. "foreman" and "bookkeeper" are roles without being listed. */
export const isRoleNoun = remembered(
  (word: string): boolean => ROLE_NOUNS.has(word) || (ROLE_ENDING.test(word) && !NO_ROLE.has(word)),
);

/** Words for people together, as described sources. */
export const GROUP_NOUNS = words(`
people sources officials residents supporters critics aides advisers advisors allies lawmakers senators democrats republicans experts analysts
police prosecutors investigators protesters demonstrators witnesses neighbors neighbours researchers scientists authorities others some many several most both they
lawyers attorneys members leaders diplomats voters activists reporters journalists organizers organisers employees workers staffers operatives economists
conservatives liberals progressives opponents families parents students teachers doctors survivors friends colleagues users viewers fans crowd audience
crowds strategists observers commentators pundits readers historians scholars judges jurors organizations groups businesses companies industry insiders agents officers spokesmen respondents attendees citizens outlets children politicos
governors mayors ministers donors delegates candidates women men veterans farmers immigrants refugees politicians editors writers moderators hosts fishermen traders tenants`);

/** Bodies that speak, in lower case with an article: "the company", "the ministry". */
export const BODY_NOUNS = words(`
administration agency alliance army association authority bank board body bureau cabinet camp campaign cathedral chamber charity church city club coalition college commission
committee company congress consortium corporation council country county court crown department embassy embassies federation firm foundation government group hospital
institute institution kremlin league legislature magazine majority ministry monarchy movement museum network newspaper ngo nonprofit office opposition organisation organization outlet panel paper
parliament party platform pentagon police president's presidency regulator school senate service shop society startup state station studio team think-tank treasury tribunal
trust union university utility vatican watchdog website publication publisher site store factory operator port airport tabloid town community non-profit`);

/** Things that are read or heard: a source that is no person. */
export const DOCUMENT_NOUNS = words(`
statement clip piece report letter memo memorandum email e-mail lawsuit suit complaint filing affidavit ruling opinion order bill law document documents article
editorial column op-ed story study survey poll review book ad advertisement commercial video transcript release post tweet message text sign banner poster
headline caption resolution amendment treaty agreement pact declaration communique communiqué manifesto petition speech script notice warrant indictment
brief draft platform guidelines guidance page website records newsletter passage paper voiceover voice-over plaque inscription leaflet cable movie film photo playbook results transcript flyer brochure bulletin dossier audit pamphlet placard motion charter decree verdict`);

/** At the end or the start of a name they make it an organization. */
export const ORGANIZATION_WORDS = words(`
academy administration agency airlines airways alliance army assembly associates association authority bank board broadcasting bureau cabinet campaign center centre chamber
church cia club coalition college commission commissioners committee communications company conference congress consortium cooperative corp corp. corporation council court courts department
dept directorate embassy enterprises federation fellowship force forces forum foundation fund funds gazette group guard guild headquarters herald holdings hospital house inc inc. industries institute
institution international investigations journal laboratories laboratory league legion legislature llc llp ltd ltd. media ministry mission mosque motors movement museum navy network news newspapers observatory observer
office opera orchestra order organisation organization pac panel parliament partners partnership party police post press project radio registry
regiment republic research reserve school schools seminary senate service services society staff studio studios syndicate synagogue systems team technologies telegraph television temple theater theatre times treasury tribune tribunal trust
union united universities analytics mining logistics rovers wanderers athletic dynamics robotics pharmaceuticals pharma ventures software brewery brewing shipping railways railway insurance consulting
solutions labs electronics semiconductor aerospace petroleum dairy hotels records pictures entertainment ferries docks cooperative airport wire courier herald gazette chronicle daily weekly mail steelworks growers university workers works today tv nations`);

/** At the end of a name of several words they make it a company. */
export const COMPANY_TAILS = words(`
holding dredging leisure lines foods energy oil steel chemicals textiles securities properties stores telecom telecommunications engineering trading manufacturing publishing farming catering
packaging electric cement capital tobacco bancorp bankers airlines airline resources minerals metals mines refining automotive beverages sons`);

const THINGS = words(`
accord treaty agreement pact act bill plan protocol deal law constitution charter amendment doctrine report prize award medal trophy cup open tour series championship championships derby
festival marathon olympics games war crisis summit election referendum day week era revolution uprising massacre scandal affair question initiative proposal`);

/** At the end of a name of several words they say that it is no person, body or place. Expects lower case. */
export function isThing(word: string): boolean {
  return THINGS.has(word);
}

/** One word that is an organization by itself. */
export const KNOWN_ORGANIZATIONS = words(`
nato eu un e.u. u.n. fbi cia nsa epa irs fda cdc nasa opec unesco unicef interpol europol kremlin pentagon vatican congress senate parliament bundestag knesset duma reuters bloomberg politico
breitbart google facebook twitter microsoft apple amazon uber boeing netflix youtube cnn nbc abc cbs bbc msnbc npr pbs fox hamas hezbollah isis taliban gop dnc rnc aclu naacp nra upi afp ap tass
democrats republicans labour tories medicare medicaid treasury airbus gazprom volkswagen siemens toyota samsung`);

/** Words that may stand inside an organization's name or a person's, in lower case. */
export const NAME_PARTICLES = words(
  'de del della der den di da dos du la le van von bin ibn al el ter ten zu af av',
);
export const ORGANIZATION_JOINTS = words('of for and on the in de to');

/** Capitalised words that name nobody: they begin sentences, or are days, months and headings. */
export const NEVER_NAMES = words(`
a about above according across actually after again against ago all almost along already also although always am amid among an and another any anyone are around as ask asked at away back be because been before
behind being below besides best better between beyond both but by call can come could day days dear despite did do does doing don done down during each earlier either else even eventually ever every everybody everyone everything
except far few finally first following for former fortunately from further get give given go going good great had half has have having he hello hence her here hers herself hey hi him himself his hopefully how however i i'd i'll i'm i've if in indeed
inside instead into is isn't it it's its itself just last late later least less let let's like likewise listen little look made make many may maybe me meanwhile might mine moments more moreover most mostly much must my myself near nearly
neither never nevertheless next no nobody none nonetheless nor not nothing now obviously of off oh ok okay often on once one only or other others otherwise our ours out outside over overall own part perhaps please plus polls prior
probably put quite rather read really recently right said same say saying says second see seven several shall she should similarly since so some somebody someone something sometimes soon speaking still such sure take ten than thank thanks that that's the
their theirs them themselves then there there's thereafter these they they're third this those though three through throughout thus time to today together told tomorrow tonight too toward towards two under unfortunately unless unlike
until up upon us use very via want was we we'll we're we've well went were what what's whatever when whenever where whereas wherever whether which while who who's whoever whom whose why will with within without won't wouldn't would wow yeah year years
yes yesterday yet you you're your yours yourself four five six eight nine eleven twelve hundred thousand million billion
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan. feb. mar. apr. aug. sept. sep. oct. nov. dec.
morning afternoon evening night week weekend month summer winter spring autumn christmas easter thanksgiving ramadan
photo video image file click sign share advertisement related more updated published correction editor's editors note source watch subscribe newsletter exclusive breaking opinion analysis
gb mb tb kb usb hdmi dvi cpu gpu ram ac dc tv pc ceo cfo coo vip dj ghz am pm a.m. p.m. fps id phd md lgbt gdp aids hiv dna covid covid-19 vat faq pin atm suv sos ufo gmt est edt pst utc iq eta et
god jesus islam bible quran english internet web nazi nazis english-language communist marxist`);

/** Words of events, teams, works and places: a name that holds one is rarely a person's. */
export const RARELY_IN_PERSONS = words(`
act air airport american annual atlantic award awards bay bill black blue book british building cathedral central championship championships christmas city clean code cold convention cup day days deal debate derby division doctrine east eastern eve express european
festival final first formula free freedom game games general global gold golden grand great greater gulf hall high holy home hotel international island joint judicial lake law life line local main major march marathon market masters million mission mountain museum
nation national nations new night north northern olympic olympics open pacific palace park peace plan plaza power prize public race rally real red report republican river road royal saint san sea season series short show silver social south southern special spring standard star state states
stock street summer summit sun super tour tower town trade treaty trophy tv union united upper valley version village voting war water web week west western white winter world`);

/** Before a role they say which one or since when, and are no part of a name. */
export const ROLE_MODIFIERS = words(
  'former ex then-president then acting deputy vice senior junior chief co interim outgoing incoming retired longtime assistant associate executive prime foreign defense defence interior finance health education justice energy labor agriculture trade transport environment culture attorney secretary state first second lady national security general managing press white house supreme court minority majority whip speaker lead special under external affairs internal home opposition fire police',
);
