import './actor.ts';
import './article.ts';
import './article-version.ts';
import './byline.ts';
import './image.ts';
import './event.ts';
import './mention.ts';
import './quote.ts';
import './affiliation.ts';
import './search.ts';
import './change-feed.ts';
import './ingest.ts';
import './error-code.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
