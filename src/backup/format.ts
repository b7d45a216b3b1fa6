import { z } from 'zod';
import type { DumpedTable } from '../../db/dump.ts';

/*
 * A backup is a line of JSON, which `head -n 1` shows; gzipped text; and at the end the SHA-256 of all before, in hex, and a
 * newline. In the text each table has a line of JSON with its name and columns, and its rows as COPY writes them, closed by a
 * line `\.`; a last line of JSON has the sequences and the number of rows of each table.
 */
export const FORMAT = 1;

export const header = z.object({
  newsgraph: z.literal('backup'),
  format: z.literal(FORMAT),
  takenAt: z.string(),
  postgres: z.string(),
  migration: z.string(),
  queue: z.number().int().nullable(),
});
export type Header = z.infer<typeof header>;

/** A line between rows. */
export type Part = DumpedTable | Closing;

export interface Closing {
  readonly sequences: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, number>>;
}

/** 64 hex digits and a newline. */
export const CHECKSUM_BYTES = 65;
