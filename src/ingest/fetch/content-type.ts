import { MIMEType } from 'node:util';

export interface ContentType {
  /** Null where the header names none or can't be read. */
  readonly type: string | null;
  readonly charset: string | null;
}

export function contentTypeOf(header: string | undefined): ContentType {
  try {
    const { essence, params } = new MIMEType(header ?? '');
    return { type: essence, charset: params.get('charset')?.trim().toLowerCase() || null };
  } catch {
    return { type: null, charset: null };
  }
}

const READ: readonly string[] = [
  'text/html',
  'text/plain',
  'text/markdown',
  'text/xml',
  'text/json',
  'application/xml',
  'application/json',
  'application/jsonl',
  'application/x-ndjson',
  'application/ndjson',
];

/** Whether a reader may know what to do with it. What comes without a type is told by its content. */
export function isRead({ type }: ContentType): boolean {
  return type === null || READ.includes(type) || /^(application|text)\/[\w.-]+\+(xml|json)$/.test(type);
}

export const ACCEPT =
  'text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8, */*;q=0.1';
