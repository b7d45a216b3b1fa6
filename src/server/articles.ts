import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Kysely } from 'kysely';
import { exportById, exportPage, newestFirst, positionOf } from '../../db/export.ts';
import { BadCursorError, decodeCursor, encodeCursor, listMark } from '../../db/keyset.ts';
import type { Reader } from '../../db/reader.ts';
import type { Tables } from '../../db/tables.ts';
import type { ErrorCode } from '../../schema/errors.ts';
import { rowId } from '../../schema/ids.ts';
import { exportedRow, updatedOf } from '../export/export-articles.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../export/formats.ts';
import { BadSelectionError, selectionOf } from '../export/selection.ts';
import { type Admitting, admitReader, viewerOf } from './admit.ts';
import { askedIn, firstIn } from './asked-articles.ts';
import { encode, encodingFor } from './compress.ts';
import { answersPreflight, setCorsHeaders } from './cors.ts';
import { databaseFault } from './database-fault.ts';
import { namesTag } from './entity-tag.ts';
import { refuseOverload } from './overload.ts';
import type { Budgets } from './price/budgets.ts';
import { refusesCost } from './price/gate.ts';
import { type BudgetRules, holderOf } from './price/holder.ts';
import { abortWhenClosed } from './request.ts';
import { refuse, sendText } from './respond.ts';
import type { Turns } from './turns.ts';

export interface ArticlesOptions extends Admitting {
  readonly db: Kysely<Tables>;
  readonly corsOrigins: readonly string[] | null;
  readonly timeoutMs: number;
  readonly budgetRules: BudgetRules;
  readonly budgets: Budgets;
  readonly turns: Turns;
}

const FORMATS = new Map(Object.values(EXPORT_FORMATS).map((format) => [format.extension, format]));
const PATH = /^\/articles(?:\/([\w-]{1,64}))?\.(\w{1,10})$/;
const METHODS = 'GET, HEAD';

export function isArticlesPath(path: string): boolean {
  return FORMATS.has(PATH.exec(path)?.[2] ?? '');
}

/** `/articles/ID.EXT`, and a page of `/articles.EXT?…` with a link to the next. What may be seen is as in GraphQL. */
export async function answerArticles(
  req: IncomingMessage,
  res: ServerResponse,
  options: ArticlesOptions,
): Promise<void> {
  setCorsHeaders(req, res, options.corsOrigins);
  if (answersPreflight(req, res, METHODS)) return;
  if (req.method !== 'GET' && req.method !== 'HEAD')
    return refuse(res, 405, 'BAD_REQUEST', `Wanted ${METHODS}; got ${req.method}.`, { allow: METHODS });
  const caller = await admitReader(req, res, options);
  if (!caller) return;
  const budget = holderOf(req, caller, options.budgetRules);
  if (budget && (await refusesCost(budget, priceOf(req.url ?? ''), options.budgets, res))) return;
  const abort = abortWhenClosed(res);
  if (!(await options.turns.begin(abort.signal))) return refuseOverload(res);
  const timer = setTimeout(() => abort.abort(), options.timeoutMs);
  const reader = { db: options.db, viewer: viewerOf(caller), signal: abort.signal };
  try {
    const url = new URL(req.url ?? '/', 'http://localhost');
    const [, id, extension = ''] = PATH.exec(url.pathname) ?? [];
    const format = FORMATS.get(extension) as ExportFormat;
    const answer = id === undefined ? await pageOf(reader, url, format) : await oneOf(reader, id, format);
    send(req, res, format, answer);
  } catch (error) {
    refuseFor(error as Error, res, abort.signal.aborted);
  } finally {
    clearTimeout(timer);
    options.turns.end();
  }
}

/** Of an article with all that its formats hold. */
const ARTICLE_PRICE = 10;

function priceOf(url: string): number {
  if (url.startsWith('/articles/')) return ARTICLE_PRICE;
  return ARTICLE_PRICE * firstIn(new URLSearchParams(url.slice(url.indexOf('?') + 1)));
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** The address of the next page. */
  readonly next: string | null;
}

/** A withdrawn one is gone, and says so in its format. */
async function oneOf(reader: Reader, id: string, format: ExportFormat): Promise<Answer> {
  const row = await exportById(reader, rowId(id, 'Article'));
  if (row === null) throw new NotFoundError(`There is no article ${id}.`);
  const exported = exportedRow(row);
  const head = { id: `urn:newsgraph:${id}:feed`, updated: updatedOf([exported]), self: null };
  return {
    status: exported.kind === 'tombstone' ? 410 : 200,
    text: format.single(exported, head),
    next: null,
  };
}

async function pageOf(reader: Reader, url: URL, format: ExportFormat): Promise<Answer> {
  const { asked, first, after } = askedIn(url.searchParams);
  const mark = listMark('export', asked);
  const rows = await exportPage(reader, {
    filter: await selectionOf(reader, asked),
    limit: first + 1,
    after: after === null ? null : decodeCursor(after, mark, newestFirst),
  });
  const page = rows.slice(0, first);
  const last = page.at(-1);
  const exported = page.map(exportedRow);
  const head = { id: `urn:newsgraph:articles:${mark}`, updated: updatedOf(exported), self: null };
  const written = exported.map((one) => format.write(one)).join(format.between);
  if (rows.length > first && last) url.searchParams.set('after', encodeCursor(mark, positionOf(last)));
  const next = rows.length > first ? `${url.pathname}${url.search}` : null;
  return { status: 200, text: format.opening(head) + written + format.closing, next };
}

function send(
  req: IncomingMessage,
  res: ServerResponse,
  format: ExportFormat,
  { status, text, next }: Answer,
): void {
  const { bytes, headers: own } = encode(text, encodingFor(req.headers['accept-encoding']));
  const headers = {
    ...own,
    vary: [res.getHeader('vary'), 'Accept-Encoding', 'Authorization'].filter(Boolean).join(', '),
    'cache-control': 'private, no-cache',
    ...(next !== null && { link: `<${next}>; rel="next"` }),
  };
  if (status === 200 && namesTag(req.headers['if-none-match'], String(own.etag))) {
    res.writeHead(304, headers).end();
    return;
  }
  sendText(res, status, bytes, { 'content-type': format.mediaType, ...headers });
}

class NotFoundError extends Error {}

const MASKS = {
  TIMEOUT: [504, 'The articles took too long to read. Ask for less.'],
  UNAVAILABLE: [503, 'The database cannot be reached at the moment.'],
} as const;

/** Throws on what is no fault of who asks. */
function refuseFor(error: Error, res: ServerResponse, isAborted: boolean): void {
  const code = codeOf(error);
  if (code) {
    refuse(res, error instanceof NotFoundError ? 404 : 400, code, error.message);
    return;
  }
  const fault = isAborted ? 'TIMEOUT' : databaseFault(error);
  if (fault === 'INTERNAL') throw error;
  refuse(res, MASKS[fault][0], fault, MASKS[fault][1], fault === 'UNAVAILABLE' ? { 'retry-after': '2' } : {});
}

/** Null where it is not for the asker. */
function codeOf(error: Error): ErrorCode | null {
  if (error instanceof NotFoundError) return 'BAD_ID';
  if (error instanceof BadSelectionError) return 'BAD_INPUT';
  if (error instanceof BadCursorError) return 'BAD_CURSOR';
  return error instanceof GraphQLError ? (error.extensions.code as ErrorCode) : null;
}
