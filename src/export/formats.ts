import { ATOM_CLOSING, type AtomHead, atomOpening, toAtomEntry } from './atom.ts';
import type { Exported } from './exported.ts';
import { CONTEXT, toJsonLd } from './json-ld.ts';
import { toJsonLine } from './jsonl.ts';
import { toNinjs } from './ninjs.ts';

/** A format that articles are written in, one at a time, so that a file of any length needs no memory. */
export interface ExportFormat {
  readonly name: ExportName;
  readonly mediaType: string;
  /** Of a file or an address. */
  readonly extension: string;
  /** What stands before the first article of many, between two and behind the last. */
  opening(head: AtomHead): string;
  readonly between: string;
  readonly closing: string;
  write(exported: Exported): string;
  /** A file that holds this one alone. */
  single(exported: Exported, head: AtomHead): string;
}

export const EXPORT_NAMES = ['ninjs', 'json-ld', 'atom', 'jsonl'] as const;
export type ExportName = (typeof EXPORT_NAMES)[number];

const lines = (value: object) => JSON.stringify(value);

const NINJS: ExportFormat = {
  name: 'ninjs',
  extension: 'ninjs',
  mediaType: 'application/json',
  opening: () => '[\n',
  between: ',\n',
  closing: '\n]\n',
  write: (exported) => lines(toNinjs(exported)),
  single: (exported) => `${JSON.stringify(toNinjs(exported), null, 2)}\n`,
};

const JSON_LD: ExportFormat = {
  name: 'json-ld',
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  opening: () => `{"@context":"${CONTEXT}","@graph":[\n`,
  between: ',\n',
  closing: '\n]}\n',
  write: (exported) => lines(toJsonLd(exported)),
  single: (exported) => `${JSON.stringify({ '@context': CONTEXT, ...toJsonLd(exported) }, null, 2)}\n`,
};

const ATOM: ExportFormat = {
  name: 'atom',
  extension: 'atom',
  mediaType: 'application/atom+xml',
  opening: atomOpening,
  between: '',
  closing: ATOM_CLOSING,
  write: toAtomEntry,
  single: (exported, head) => atomOpening(head) + toAtomEntry(exported) + ATOM_CLOSING,
};

const JSONL: ExportFormat = {
  name: 'jsonl',
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  opening: () => '',
  between: '',
  closing: '',
  write: (exported) => `${toJsonLine(exported)}\n`,
  single: (exported) => `${toJsonLine(exported)}\n`,
};

export const EXPORT_FORMATS: Readonly<Record<ExportName, ExportFormat>> = {
  ninjs: NINJS,
  'json-ld': JSON_LD,
  atom: ATOM,
  jsonl: JSONL,
};
