import type { DocumentImage, FieldSource } from '../document.ts';
import { readBody, type TextBody } from '../scraped/text-body.ts';
import { shownBody } from './article-body.ts';
import type { PageSources } from './page-sources.ts';

export interface PageBody extends TextBody {
  readonly source: FieldSource;
  /** Whether a paywall cuts it off. */
  readonly walled: boolean;
  /** Whether it is a running report, each entry below its time. */
  readonly live: boolean;
}

/** What is stated is the body where it is this many times what is shown: of an article, of a running report. */
const STATED_WINS = { article: 2, live: 0.5 };

/** The publisher's own story is the body; else what the page shows, and what its JSON-LD says where that is far more. */
export function pageBody({ document, sources, absolute }: PageSources, headline: string): PageBody {
  const story = sources['embedded-story']?.body;
  if (story !== undefined) return ofLines(story.split('\n\n'), [], 'embedded-story');
  const headlines = [headline, ...Object.values(sources).flatMap((told) => told.headline ?? [])];
  const { lines, entries, images, walled } = shownBody(document, { headlines, absolute });
  const { body = '', liveBlog = false } = sources['json-ld'] ?? {};
  if (entries.length > 0 || liveBlog) {
    const shown = entries.length > 0 ? entries : lines;
    const isStated = body.length >= charsOf(shown) * STATED_WINS.live;
    if (isStated) return ofEntries(body.split('\n\n'), images, 'json-ld');
    if (entries.length > 0) return ofEntries(entries, images, 'markup');
  }
  const shown = { ...ofLines(lines, images, 'markup'), walled };
  if (body === '' || body.length < charsOf(shown.paragraphs) * STATED_WINS.article) return shown;
  return ofLines(body.split('\n\n'), images, 'json-ld');
}

function ofLines(lines: readonly string[], images: readonly DocumentImage[], source: FieldSource): PageBody {
  const read = readBody(lines);
  return { ...read, images: [...images, ...read.images], source, walled: false, live: false };
}

/** Their times are lines of their own, which in any other body would be furniture. */
function ofEntries(
  paragraphs: readonly string[],
  images: readonly DocumentImage[],
  source: FieldSource,
): PageBody {
  return { ...readBody([]), paragraphs, images, source, walled: false, live: true };
}

function charsOf(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}
