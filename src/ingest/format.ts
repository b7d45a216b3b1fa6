import type { ReadResult } from './document.ts';

export interface ReadOptions {
  /** IANA. The zone of times that are printed without one; UTC by default. */
  readonly timeZone?: string;
  /** BCP 47, where the source does not say; English by default. */
  readonly language?: string;
  /** Where it was found: what relative addresses are read against, and the article's address where the source gives none. */
  readonly url?: string;
}

/** A format that articles come in: how it is told, and what reads it. Both are pure and never throw. */
export interface FormatReader {
  readonly format: string;
  /** Looks at the beginning of the text alone where that is enough; `name` is the file's, if it had one. */
  isMine(text: string, name: string | null): boolean;
  /** One answer for each item in the order of the source, at least one; what can't be read is refused and spoils no other. */
  read(text: string, options: ReadOptions): readonly ReadResult[];
}
