import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CHECKSUM_BYTES, FORMAT, type Header, header, type Part } from './format.ts';
import { Lines } from './lines.ts';

const HEADER_BYTES_AT_MOST = 4_096;

export interface Backup {
  readonly path: string;
  readonly header: Header;
  readonly headerBytes: number;
  readonly bytes: number;
}

/** Throws where the file is no backup of this format. */
export async function openBackup(path: string): Promise<Backup> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const line = await firstLine(file);
    return { path, header: headerOf(path, line), headerBytes: Buffer.byteLength(line) + 1, bytes: size };
  } finally {
    await file.close();
  }
}

async function firstLine(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES_AT_MOST), { position: 0 });
  return buffer.subarray(0, Math.max(0, buffer.subarray(0, bytesRead).indexOf(10))).toString();
}

function headerOf(path: string, line: string): Header {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    said = null;
  }
  const { success, data } = header.safeParse(said);
  if (success) return data;
  const { newsgraph, format } = (said ?? {}) as { newsgraph?: unknown; format?: unknown };
  if (newsgraph !== 'backup') throw new Error(`${path} is no backup: it does not begin as one.`);
  if (format !== FORMAT)
    throw new Error(`${path}: wanted a backup of format ${FORMAT}, got one of format ${format}.`);
  throw new Error(`${path} is damaged: its first line is not whole.`);
}

/** Throws where a byte of the file is not as it was written, or none is there. */
export async function checkBackup({ path, bytes }: Backup, onBytes: (more: number) => void): Promise<void> {
  const hash = createHash('sha256');
  const end = bytes - CHECKSUM_BYTES;
  let said = '';
  let at = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const hashed = Math.max(0, Math.min(chunk.length, end - at));
    hash.update(chunk.subarray(0, hashed));
    said += chunk.subarray(hashed).toString('latin1');
    at += chunk.length;
    onBytes(chunk.length);
  }
  if (said === `${hash.digest('hex')}\n`) return;
  throw new Error(`${path} is damaged or was cut off: its checksum is another. Nothing was restored.`);
}

/** The lines between rows, and the rows behind each that names a table: to be read before the next line is asked for. */
export async function* partsOf(
  { path, headerBytes, bytes }: Backup,
  onBytes: (more: number) => void,
): AsyncGenerator<{ readonly part: Part; readonly rows: AsyncIterable<Buffer> }> {
  const file = createReadStream(path, { start: headerBytes, end: bytes - CHECKSUM_BYTES - 1 });
  file.on('data', (chunk) => onBytes(chunk.length));
  const gunzip = pipeline(file, createGunzip(), () => {});
  const lines = new Lines(gunzip);
  try {
    for (let closed = false; !closed; ) {
      const part = JSON.parse(await lines.line()) as Part;
      closed = !('columns' in part);
      yield { part, rows: closed ? nothing() : lines.rows() };
    }
  } finally {
    gunzip.destroy();
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}
