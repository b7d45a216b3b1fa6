/** What somebody is said to be ("former striker", "finance minister"), by the kinds of work that can be told from each other. */
export interface Occupation {
  /** At the time of the article. */
  readonly fields: ReadonlySet<Field>;
  /** Words for the work itself, of former work, too. */
  readonly works: ReadonlySet<string>;
  readonly former: boolean;
}

export type Field =
  | 'sport'
  | 'politics'
  | 'town hall'
  | 'law'
  | 'uniform'
  | 'science'
  | 'church'
  | 'business'
  | 'trade';

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

/** Work that many do besides other work (authors, activists, chairs of boards) is in none. */
const WORK: Readonly<Record<Field, readonly string[]>> = {
  sport:
    words(`goalkeeper keeper striker midfielder winger footballer quarterback linebacker cornerback pitcher shortstop outfielder infielder
    goaltender goalie halfback fullback fly-half batsman batter bowler wicketkeeper cricketer sprinter hurdler runner jumper vaulter marathoner decathlete
    heptathlete athlete swimmer diver rower oarsman sculler cyclist skier snowboarder skater biathlete boxer wrestler fencer judoka gymnast golfer
    weightlifter jockey triathlete kayaker canoeist surfer teammate batter coach sportsman sportswoman`),
  politics:
    words(`minister premier senator congressman congresswoman mp mep mps lawmaker legislator parliamentarian backbencher ambassador diplomat
    governor taoiseach undersecretary`),
  'town hall': words('mayor councillor councilor councilman councilwoman alderman selectman'),
  law: words('judge magistrate prosecutor attorney lawyer solicitor barrister justice'),
  uniform:
    words(`sheriff detective sergeant constable policeman policewoman trooper colonel lieutenant admiral brigadier soldier marine firefighter
    paramedic`),
  science:
    words(`professor scientist physicist chemist biologist geologist mathematician historian economist epidemiologist virologist surgeon physician
    psychiatrist psychologist neurosurgeon archaeologist astronomer zoologist botanist lecturer`),
  church: words(
    'bishop archbishop cardinal priest vicar pastor rabbi imam monk nun rector chaplain preacher',
  ),
  business: words('ceo cfo banker shipowner executive stockbroker broker'),
  trade:
    words(`baker butcher plumber electrician carpenter driver teacher nurse farmer fisherman fisherwoman barber hairdresser waiter waitress mechanic
    bricklayer postman postwoman grocer shopkeeper gardener cleaner welder librarian pharmacist midwife florist tailor shoemaker cobbler boatbuilder
    beekeeper brewer innkeeper publican bartender janitor cashier locksmith roofer chef cook ferryman watchmaker`),
};

const FIELD_OF: ReadonlyMap<string, Field> = new Map(
  Object.entries(WORK).flatMap(([field, works]) => works.map((work) => [work, field as Field] as const)),
);
const FORMER = /\b(?:former|formerly|ex|retired|late|one-time|onetime|erstwhile|turned)\b/i;
/** A racing driver is no driver, and a Methodist minister no minister. */
const OTHERWISE: readonly (readonly [RegExp, string, Field])[] = [
  [/\b(?:racing|race|rally|formula)\b/i, 'driver', 'sport'],
  [/\b(?:baptist|methodist|lutheran|presbyterian|parish|church)\b/i, 'minister', 'church'],
];

/** Who are one of these is hardly one of those in the same years. */
const STRONG: readonly (readonly [Field, readonly Field[]])[] = [
  ['sport', ['politics', 'law', 'uniform', 'science', 'church']],
];
const WEAK: readonly (readonly [Field, readonly Field[]])[] = [
  ['sport', ['town hall', 'business', 'trade']],
  ['church', ['politics', 'uniform', 'law', 'trade', 'business']],
  ['trade', ['politics', 'law', 'uniform', 'science', 'business', 'trade']],
];

export function occupationOf(description: string | null): Occupation {
  const works = new Set<string>();
  const fields = new Set<Field>();
  const former = description !== null && FORMER.test(description);
  for (const word of description
    ?.toLowerCase()
    .replaceAll('-turned-', ' ')
    .match(/[a-z]+(?:-[a-z]+)*/g) ?? []) {
    const other = OTHERWISE.find(([sign, work]) => work === word && sign.test(description!));
    const field = other ? other[2] : FIELD_OF.get(word);
    if (field === undefined) continue;
    works.add(word);
    if (!former) fields.add(field);
  }
  return { fields, works, former };
}

/** How two descriptions of what may be one person go together; null where they do not say. */
export type Comparison = 'same' | 'compatible' | 'weak conflict' | 'strong conflict';

export function compared(one: Occupation, other: Occupation): Comparison | null {
  if (one.works.size === 0 || other.works.size === 0) return null;
  for (const work of one.works) if (other.works.has(work)) return 'same';
  const pairs = [...one.fields].flatMap((a) => [...other.fields].map((b) => comparedFields(a, b)));
  if (pairs.length === 0 || pairs.includes('compatible')) return 'compatible';
  return pairs.includes('weak conflict') ? 'weak conflict' : 'strong conflict';
}

function comparedFields(a: Field, b: Field): Comparison {
  const among = (table: typeof STRONG) =>
    table.some(([x, ys]) => (x === a && ys.includes(b)) || (x === b && ys.includes(a)));
  if (among(STRONG)) return 'strong conflict';
  return among(WEAK) ? 'weak conflict' : 'compatible';
}
