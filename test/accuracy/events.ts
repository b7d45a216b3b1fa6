import { halfInterval } from './intervals.ts';
import { type StoredEvent, type StoredStory, storedStories } from './stored-stories.ts';
import type { GoldEvent } from './story-set.ts';

/** In percent. */
const AT_LEAST = { precision: 92, recall: 81 };

interface Judged {
  readonly article: StoredStory;
  readonly pairs: readonly { readonly gold: GoldEvent; readonly found: StoredEvent }[];
  readonly missed: readonly GoldEvent[];
  readonly extra: readonly StoredEvent[];
}

const read = await storedStories();
const meant = whomActorsMean(read);
const judged = read.map(judge);
console.log(
  'events: a found one is right whose kind is the same, whose days overlap and who shares participants',
);
const all = told('all ', judged);
told('dev ', of('dev'));
told('held', of('held'));
// Who betters the readers looks at what is wrong in the one half alone.
for (const one of process.argv.includes('--held') ? judged : of('dev')) show(one);
const failures = (['precision', 'recall'] as const).flatMap((figure) =>
  all[figure] >= AT_LEAST[figure]
    ? []
    : [`${figure} is ${all[figure].toFixed(1)}, wanted ${AT_LEAST[figure]}`],
);
for (const failure of failures) console.error(`BELOW: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);

function of(half: string): Judged[] {
  return judged.filter(({ article }) => article.story.half === half);
}

/** For each stored actor, whom most of its mentions mean. */
function whomActorsMean(all: readonly StoredStory[]): ReadonlyMap<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const { story, mentions } of all)
    for (const { start, end, cluster } of mentions) {
      const gold = story.mentions.find((each) => each.start < end && start < each.end);
      const [, actor] = cluster.split(' ');
      if (!gold || !actor || cluster.startsWith('event')) continue;
      const own = votes.get(actor) ?? new Map<string, number>();
      votes.set(actor, own.set(gold.id, (own.get(gold.id) ?? 0) + 1));
    }
  return new Map([...votes].map(([actor, own]) => [actor, [...own].sort((a, b) => b[1] - a[1])[0]![0]]));
}

function judge(article: StoredStory): Judged {
  const candidates = article.story.events
    .flatMap((gold) => article.events.map((found) => ({ gold, found, score: agreement(gold, found) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const pairs: Judged['pairs'][number][] = [];
  const taken = new Set<GoldEvent | StoredEvent>();
  for (const { gold, found } of candidates) {
    if (taken.has(gold) || taken.has(found)) continue;
    pairs.push({ gold, found });
    taken.add(gold).add(found);
  }
  return {
    article,
    pairs,
    missed: article.story.events.filter((gold) => !taken.has(gold)),
    extra: article.events.filter((found) => !taken.has(found) && !mayBe(article, found)),
  };
}

/** 0: another event. What both tell must agree, and they must agree in days or participants, where the gold tells any. */
function agreement(gold: GoldEvent, found: StoredEvent): number {
  if (!gold.kinds.includes(found.kind)) return 0;
  const shared = participantsOf(found).filter((id) => gold.participants.includes(id)).length;
  const overlap = gold.days && found.days ? overlaps(gold.days, found.days) : null;
  const strangers = gold.participants.length > 0 && found.participants.length > 0 && shared === 0;
  if (overlap === false || strangers) return 0;
  const toldNothing = gold.days === null && gold.participants.length === 0;
  if (shared === 0 && !overlap && !toldNothing) return 0;
  const exact = Number(sameDays(gold, found)) + Number(gold.status === found.status);
  return 1 + shared + (overlap ? 1 : 0) + exact;
}

function participantsOf({ participants }: StoredEvent): string[] {
  return participants.map((id) => meant.get(id) ?? id);
}

function overlaps(one: readonly [string, string], other: readonly [string, string]): boolean {
  return one[0] <= other[1] && other[0] <= one[1];
}

function sameDays({ days }: GoldEvent, found: StoredEvent): boolean {
  return days?.join() === found.days?.join();
}

function sameParticipants({ participants }: GoldEvent, found: StoredEvent): boolean {
  return participants.toSorted().join() === participantsOf(found).toSorted().join();
}

/** All its places in the text are such as the gold leaves open. */
function mayBe({ story, mentions }: StoredStory, { id }: StoredEvent): boolean {
  const open = story.mentions.filter((each) => each.id === '?');
  const own = mentions.filter(({ cluster }) => cluster === `event ${id}`);
  return own.every(({ start, end }) => open.some((each) => each.start < end && start < each.end));
}

function told(label: string, some: readonly Judged[]): ReturnType<typeof figuresOf> {
  const figures = figuresOf(some);
  const half = (figure: keyof typeof figures) =>
    halfInterval(some, (resampled) => figuresOf(resampled)[figure]).toFixed(1);
  const words = (['precision', 'recall', 'status', 'date', 'participants', 'place'] as const).map(
    (figure) => `${figure} ${figures[figure].toFixed(1)} ± ${half(figure)}`,
  );
  console.log(`${label} ${words.join(', ')}`);
  return figures;
}

function figuresOf(some: readonly Judged[]) {
  const pairs = some.flatMap((one) => one.pairs);
  const count = (key: 'missed' | 'extra') => some.flatMap((one): readonly unknown[] => one[key]).length;
  const share = (right: number, of: number) => (100 * right) / Math.max(1, of);
  const ofPairs = (holds: (pair: (typeof pairs)[number]) => boolean) =>
    share(pairs.filter(holds).length, pairs.length);
  return {
    precision: share(pairs.length, pairs.length + count('extra')),
    recall: share(pairs.length, pairs.length + count('missed')),
    status: ofPairs(({ gold, found }) => gold.status === found.status),
    date: ofPairs(({ gold, found }) => sameDays(gold, found)),
    participants: ofPairs(({ gold, found }) => sameParticipants(gold, found)),
    place: ofPairs(({ gold, found }) => gold.place === found.place),
  };
}

function show({ article, pairs, missed, extra }: Judged): void {
  const lines = [
    ...missed.map((gold) => `missed ${goldWords(gold)}`),
    ...extra.map((found) => `extra ${foundWords(found)}`),
    ...pairs
      .map(({ gold, found }) => ({ wanted: goldWords(gold), got: foundWords(found), gold, found }))
      .filter(
        ({ gold, found }) =>
          gold.status !== found.status || !sameDays(gold, found) || !sameParticipants(gold, found),
      )
      .map(({ wanted, got }) => `wanted ${wanted}; got ${got}`),
  ];
  for (const line of lines) console.log(`  ${article.story.name}: ${line}`);
}

function goldWords({ id, kinds, status, days, participants }: GoldEvent): string {
  return [id, kinds.join('/'), status, days?.join('..') ?? 'no day', participants.join(', ')].join(' | ');
}

function foundWords(found: StoredEvent): string {
  const { name, kind, status, days } = found;
  return [name, kind, status, days?.join('..') ?? 'no day', participantsOf(found).join(', ')].join(' | ');
}
