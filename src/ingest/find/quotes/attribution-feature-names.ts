/** What the scorer of speakers looks at, in the order of its weights. A change here needs a new fit. */
// biome-ignore format: a list to be read across
export const ATTRIBUTION_FEATURES = [
  'bias', 'person', 'organization', 'place', 'unknown', 'he-she', 'they', 'it-we', 'who', 'poss-pronoun',
  'other-pronoun', 'role', 'group', 'body', 'document', 'definite', 'indefinite', 'owned', 'bare', 'before',
  'after', 'same-sentence', 'previous-sentence', 'next-sentence', 'same-paragraph', 'previous-paragraph',
  'next-paragraph', 'far-paragraph', 'before-same-sentence', 'after-same-sentence', 'log-distance',
  'candidates-between', 'nearest-before', 'nearest-after', 'quote-between', 'quote-between-same-paragraph',
  'quote-then-cand', 'quote-verb-cand', 'cand-verb-quote', 'cand-verb-colon-quote', 'cand-verb-that-quote',
  'verb-after-say', 'verb-after-speech', 'verb-after-naming', 'verb-after-think', 'verb-after-stance',
  'verb-after-participle', 'verb-after-far', 'verb-after-adjacent', 'verb-before-say', 'verb-before-speech',
  'verb-before-other', 'verb-before-after-quote', 'hearer', 'according', 'according-same-sentence',
  'by-passive', 'preposition', 'object', 'possessed', 'opens-sentence', 'after-comma', 'after-clause-word',
  'finite-verb-after', 'in-parentheses', 'chain-same-mention', 'chain-same-paragraph',
  'chain-previous-paragraph', 'chain-lone-quote', 'chain-quote-with-clue', 'chain-same-name',
  'chain-lone-same-paragraph', 'verb-between-cand-and-quote', 'other-subject-between', 'say-between',
  'lone-quote', 'lone-quote-previous-sentence', 'lone-quote-next-sentence', 'colon-sentence-before',
  'quote-comma-after', 'quote-lower-before', 'quote-lower-after', 'cand-verb-quote-named',
  'quote-verb-cand-named', 'other-cand-has-verb-adjacent', 'own-is-first-with-say', 'followed-by-dash',
  'line-start-colon', 'dash-before-after-quote', 'participle-between', 'participle-near-quote-opens',
  'paragraph-first', 'inside-quote-sentence-clue', 'same-sentence-no-say', 'previous-has-say',
  'previous-opens', 'relative-clause', 'conjunct', 'naming-near', 'what-before', 'naming-near-what', 'any-verb-near', 'claim-of', 'pronoun-between',
  'no-governor', 'governor-subject', 'governor-subject-say', 'governor-subject-speech', 'governor-subject-naming',
  'governor-subject-think', 'governor-subject-stance', 'governor-subject-plain', 'governor-direct', 'governor-shared',
  'governor-relative', 'governor-else', 'after-governor', 'verbs-between', 'that-between', 'who-between', 'commas-between',
  'main-subject', 'quote-after-to', 'quote-after-of', 'quote-after-as', 'quote-after-article', 'quote-after-comma',
  'quote-after-colon', 'quote-after-word', 'mentions', 'speaks-elsewhere', 'never-speaks', 'in-first-paragraphs',
  'quote-names-it', 'quote-own-voice', 'quote-joint-voice', 'quote-length', 'own-voice-nobody', 'chain-gap',
  'spoke-earlier', 'spoke-last', 'turn-gender-agrees', 'turn-gender-clashes', 'turn-kind-agrees', 'since-last-quote',
  'somebody-speaks-since',
] as const;

export type FeatureName = (typeof ATTRIBUTION_FEATURES)[number];

export const SLOT = Object.fromEntries(ATTRIBUTION_FEATURES.map((name, index) => [name, index])) as Record<
  FeatureName,
  number
>;

export type SetFeature = (name: FeatureName, value: number | boolean) => void;
