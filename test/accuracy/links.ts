import { type BCubed, bCubed, figuresOf, type Linked } from './b-cubed.ts';
import { halfInterval } from './intervals.ts';
import { type StoredMention, type StoredStory, storedStories } from './stored-stories.ts';
import type { GoldMention } from './story-set.ts';

/** Of actors, B³ F1 in percent. */
const AT_LEAST = 92;
const MOST_SHOWN = 60;

interface LinkedMention extends Linked {
  readonly article: StoredStory;
  readonly words: string;
  readonly name: string | null;
}

/** Who betters the readers looks at what is wrong in the one half alone. */
const shown = process.argv.includes('--held') ? ['dev', 'held'] : ['dev'];

const read = await storedStories();
const actors = judged('people and organizations', ['person', 'organization']);
judged('events', ['event']);
if (actors < AT_LEAST) console.error(`BELOW: links are ${actors.toFixed(1)}, wanted ${AT_LEAST}`);
process.exit(actors < AT_LEAST ? 1 : 0);

function judged(what: string, kinds: readonly StoredMention['kind'][]): number {
  const all = read.flatMap((article) => linkedIn(article, kinds));
  const values = bCubed(all);
  const judgedMentions = all.map((linked, at) => ({ ...linked, value: values[at]! }));
  const golden = all.filter(({ gold }) => gold !== null).length;
  console.log(`\n${what}, ${golden} mentions: B³ precision / recall / F1`);
  const f1 = told('all ', judgedMentions);
  for (const half of ['dev', 'held'] as const)
    told(
      half.padEnd(4),
      judgedMentions.filter(({ article }) => article.story.half === half),
    );
  const inBoth = all.filter(({ gold, found }) => gold !== null && found !== null);
  const { precision, recall, f1: ofFound } = figuresOf(bCubed(inBoth));
  console.log(
    `of those found on both sides: ${[precision, recall, ofFound].map((value) => value.toFixed(1)).join(' / ')}`,
  );
  showWrong(all.filter(({ article }) => shown.includes(article.story.half)));
  return f1;
}

/** Its interval comes from resampling articles. */
function told(label: string, some: readonly (LinkedMention & { readonly value: BCubed })[]): number {
  const { precision, recall, f1 } = figuresOf(some.map(({ value }) => value));
  const byArticle = [...Map.groupBy(some, ({ article }) => article).values()];
  const half = halfInterval(byArticle, (articles) => figuresOf(articles.flat().map(({ value }) => value)).f1);
  console.log(
    `${label} ${precision.toFixed(1)} / ${recall.toFixed(1)} / ${f1.toFixed(1)} ± ${half.toFixed(1)}`,
  );
  return f1;
}

/** Each mention of the gold with the one found that covers most of it, and what was found besides. */
function linkedIn(article: StoredStory, kinds: readonly StoredMention['kind'][]): LinkedMention[] {
  const { story, mentions } = article;
  const found = mentions.filter(({ kind }) => kinds.includes(kind));
  const letters = kinds.map((kind) => `${kind[0]}.`);
  const gold = story.mentions.filter(({ id }) => letters.some((letter) => id.startsWith(letter)));
  const left = new Set(found);
  const matched = gold.map((mention): LinkedMention => {
    const best = [...left].sort((a, b) => shared(b, mention) - shared(a, mention))[0];
    const match = best && shared(best, mention) > 0 ? best : null;
    if (match) left.delete(match);
    const words = story.body.slice(mention.start, mention.end);
    return { article, words, gold: mention.id, found: match?.cluster ?? null, name: match?.name ?? null };
  });
  // A summit may be told by a noun and its verb: the second is no other event.
  const open = [...left].filter((mention) => !story.mentions.some((each) => shared(mention, each) > 0));
  return [
    ...matched,
    ...open.map(({ start, end, cluster, name }) => ({
      article,
      words: story.body.slice(start, end),
      gold: null,
      found: cluster,
      name,
    })),
  ];
}

function shared(a: Pick<GoldMention, 'start' | 'end'>, b: Pick<GoldMention, 'start' | 'end'>): number {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

function showWrong(all: readonly LinkedMention[]): void {
  const wrong = all.filter(({ gold, found }) => gold === null || found === null);
  for (const { article, words, gold, name } of wrong.slice(0, MOST_SHOWN))
    console.log(`  ${article.story.name}: "${words}" is ${gold ?? 'none'}, stored as ${name ?? 'none'}`);
  const both = all.filter(({ gold, found }) => gold !== null && found !== null);
  for (const [what, mentions] of Map.groupBy(both, ({ gold }) => gold)) {
    const clusters = [...Map.groupBy(mentions, ({ found }) => found).values()];
    if (clusters.length > 1) console.log(`  apart: ${what} is ${clusters.map(nameIn).join('; ')}`);
  }
  for (const mentions of Map.groupBy(both, ({ found }) => found).values()) {
    const meant = new Set(mentions.map(({ gold }) => gold));
    if (meant.size > 1) console.log(`  joined: ${[...meant].join(', ')} are ${mentions[0]?.name}`);
  }
}

function nameIn(mentions: readonly LinkedMention[]): string {
  const articles = new Set(mentions.map(({ article }) => article.story.name));
  return `"${mentions[0]?.name}" in ${[...articles].join(', ')}`;
}
