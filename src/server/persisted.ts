import { readFile } from 'node:fs/promises';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { clientError } from '../../schema/errors.ts';
import type { Exchange } from './exchange.ts';
import { checkedParams, type GivenParams } from './params.ts';
import type { Openness } from './profile.ts';

/** Documents by the hashes that a client's build gave them. */
export type PersistedDocuments = ReadonlyMap<string, string>;

/** None where the file is absent: a client was never generated. */
export async function readPersistedDocuments(path: string): Promise<PersistedDocuments> {
  try {
    const documents: Record<string, string> = JSON.parse(await readFile(path, 'utf8'));
    return new Map(Object.entries(documents).map(([id, text]) => [bareHash(id), text]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

/** Yoga goes on with the document that an id stands for. */
export function usePersistedDocuments(
  documents: PersistedDocuments,
  openness: Openness,
): Plugin<object, Exchange> {
  return {
    onParams({ params, setParams, request }) {
      const given = withDocument(params as unknown as GivenParams, request.method, documents, openness);
      setParams(checkedParams(given) as GraphQLParams);
    },
  };
}

/**
 * What is asked, with the document that its id stands for. Throws where there is none, or none but persisted ones are taken.
 * https://github.com/graphql/graphql-over-http/blob/main/spec/Appendix%20A%20--%20Persisted%20Documents.md
 */
export function withDocument(
  params: GivenParams,
  method: string | undefined,
  documents: PersistedDocuments,
  openness: Openness,
): GivenParams {
  const id = documentId(params);
  if (id !== null) {
    const { documentId: _, ...rest } = params;
    const query = documents.get(id);
    if (query !== undefined) return { ...rest, query };
    throw notPersisted(`No document is persisted under "${id.slice(0, 80)}".`, 400);
  }
  if (openness.persistedOnly) throw notPersisted('This server takes persisted documents only.', 403);
  if (method === 'GET' && !openness.anyGet && params.query !== undefined) {
    throw clientError('NOT_PERSISTED', 'GET takes persisted documents only. Use POST.', {
      http: { status: 405, headers: { Allow: 'POST' } },
    });
  }
  return params;
}

function notPersisted(message: string, status: number) {
  return clientError('NOT_PERSISTED', message, { http: { status } });
}

/** `documentId`, with or without `sha256:`, or the hash where Apollo's clients put it. */
function documentId(params: GivenParams): string | null {
  const { documentId, extensions } = params as {
    documentId?: unknown;
    extensions?: { persistedQuery?: { sha256Hash?: unknown } };
  };
  const id = documentId ?? extensions?.persistedQuery?.sha256Hash;
  return typeof id === 'string' ? bareHash(id) : null;
}

function bareHash(id: string): string {
  return id.replace(/^sha256:/, '');
}
