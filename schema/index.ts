import './actor.ts';
import './article.ts';
import './article-version.ts';
import './article-diff.ts';
import './article-url.ts';
import './article-subject.ts';
import './article-association.ts';
import './field-source.ts';
import './reprint.ts';
import './byline.ts';
import './image.ts';
import './event.ts';
import './mention.ts';
import './quote.ts';
import './version-quote.ts';
import './utterance.ts';
import './affiliation.ts';
import './link-decision.ts';
import './actor-curation.ts';
import './api-key.ts';
import './search.ts';
import './change-feed.ts';
import './subscription.ts';
import './ingest.ts';
import './retraction.ts';
import './article-rights.ts';
import './error-code.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
/** The first that a reader of the documentation sees. */
schema.description =
  'News articles as a graph: who said what, when, where, about which event. Begin at Query with search, articles or quotes; every edge can be walked both ways, and every list is paged.';
