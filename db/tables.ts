import type { Insertable, Selectable } from 'kysely';
import type {
  ArticleActorTable,
  ArticleAssociationTable,
  ArticleMarkTable,
  ArticleSubjectTable,
  ArticleTable,
  ArticleUrlTable,
  ArticleVersionTable,
  BylineTable,
  ImageTable,
  ReprintTable,
} from './tables/article.ts';
import type {
  ActorNameTable,
  ActorTable,
  AffiliationStatementTable,
  AffiliationTable,
  ArticleEventTable,
  CurationDecisionTable,
  EventParticipantStatementTable,
  EventParticipantTable,
  EventTable,
  LinkDecisionTable,
} from './tables/fact.ts';
import type {
  MentionTable,
  QuotePartyTable,
  QuoteTable,
  UtteranceKeyTable,
  UtteranceTable,
  WordingTable,
} from './tables/quote.ts';
import type {
  ApiKeyTable,
  BudgetTable,
  FeedTable,
  FollowedPageTable,
  IngestRunTable,
  OutboxStateTable,
  OutboxTable,
  RetractionTable,
} from './tables/work.ts';

export type * from './tables/values.ts';

export interface Tables {
  actor: ActorTable;
  actor_name: ActorNameTable;
  article: ArticleTable;
  article_version: ArticleVersionTable;
  byline: BylineTable;
  image: ImageTable;
  article_url: ArticleUrlTable;
  article_subject: ArticleSubjectTable;
  article_association: ArticleAssociationTable;
  article_actor: ArticleActorTable;
  article_mark: ArticleMarkTable;
  reprint: ReprintTable;
  link_decision: LinkDecisionTable;
  event: EventTable;
  article_event: ArticleEventTable;
  event_participant: EventParticipantTable;
  event_participant_statement: EventParticipantStatementTable;
  mention: MentionTable;
  utterance: UtteranceTable;
  wording: WordingTable;
  utterance_key: UtteranceKeyTable;
  quote: QuoteTable;
  quote_party: QuotePartyTable;
  affiliation: AffiliationTable;
  affiliation_statement: AffiliationStatementTable;
  retraction: RetractionTable;
  curation_decision: CurationDecisionTable;
  outbox: OutboxTable;
  outbox_state: OutboxStateTable;
  api_key: ApiKeyTable;
  budget: BudgetTable;
  ingest_run: IngestRunTable;
  feed: FeedTable;
  followed_page: FollowedPageTable;
}

export type TableName = keyof Tables;
export type Row<T extends TableName> = Selectable<Tables[T]>;
export type NewRow<T extends TableName> = Insertable<Tables[T]>;
