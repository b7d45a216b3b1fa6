/** What each question is answered with, whatever the server's own shape: what is compared, ids and order included. */
export interface Answers {
  readonly Q1: ArticleAlone | null;
  readonly Q2: readonly (ArticleHead & {
    readonly quotes: readonly QuoteSaid[];
    readonly organizations: readonly Named[];
  })[];
  readonly Q3:
    | (Named & { readonly quotes: readonly (Words & { readonly article: ArticleWithPeople })[] })
    | null;
  readonly Q4:
    | (Named & { readonly articles: readonly (ArticleHead & { readonly quotes: readonly QuoteSaid[] })[] })
    | null;
}
export type Question = keyof Answers;
export type Answer = Answers[Question];

export const QUESTIONS: Readonly<Record<Question, string>> = {
  Q1: 'one article',
  Q2: 'the 20 newest articles > 5 quotes each > speakers, 5 organizations',
  Q3: 'a person > 20 quotes > article > 5 people > affiliations',
  Q4: 'an event > 20 articles > 3 quotes > speakers',
};

/** How a server is asked, and how its answers are read. Ids are those of the rows; null where the question has none. */
export interface Asking {
  path(question: Question): string;
  body(question: Question, id: string | null): string;
  answer(question: Question, body: unknown): Answer;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}
export interface SpeakerNamed {
  readonly kind: 'person' | 'organization' | 'unnamed';
  /** Null for one who is unnamed. */
  readonly id: string | null;
  readonly name: string;
}
interface Words {
  readonly id: string;
  readonly text: string;
}
export interface QuoteSaid extends Words {
  readonly speakers: readonly SpeakerNamed[];
}
export interface ArticleHead {
  readonly id: string;
  readonly headline: string;
  /** In milliseconds: servers print it in several ways. */
  readonly publishedAt: number;
}
export interface ArticleAlone extends ArticleHead {
  readonly url: string;
  readonly standfirst: string;
  readonly body: string;
  readonly section: string;
  readonly language: string;
  readonly dateline: string;
  readonly version: number;
}
interface ArticleWithPeople extends ArticleHead {
  readonly people: readonly (Named & {
    readonly affiliations: readonly { readonly role: string; readonly organization: Named }[];
  })[];
}

/** A part of an answer that is not read yet. */
// biome-ignore lint/suspicious/noExplicitAny: what six servers answer, in four shapes; a wrong guess shows as another answer.
export type Said = any;

export function head(said: Said): Omit<ArticleHead, 'id'> {
  return { headline: said.headline, publishedAt: Date.parse(said.publishedAt) };
}

export function scalars(said: Said): Omit<ArticleAlone, 'id'> {
  const { url, standfirst, body, section, language, dateline, version } = said;
  return { ...head(said), url, standfirst, body, section, language, dateline, version };
}

/** Throws where a server answers with errors. */
export function dataOf(body: Said): Said {
  if (body.errors) throw new Error(`It answers with errors: ${JSON.stringify(body.errors).slice(0, 500)}`);
  return body.data;
}
