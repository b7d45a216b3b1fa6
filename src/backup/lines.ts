const NEWLINE = Buffer.from('\n');
/** Ends COPY's rows, where Postgres writes them into files: a line that no row can be. */
export const END_OF_ROWS = '\\.\n';
const END = Buffer.from(`\n${END_OF_ROWS}`);

/** Lines, and between them rows as COPY writes them, out of chunks that break anywhere. */
export class Lines {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Without its end. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf(NEWLINE);
      if (end >= 0) {
        const line = this.#held.subarray(0, end).toString();
        this.#held = this.#held.subarray(end + 1);
        return line;
      }
      this.#held = Buffer.concat([this.#held, await this.#more()]);
    }
  }

  /** What comes before the line that ends the rows; that line is passed over. */
  async *rows(): AsyncGenerator<Buffer> {
    // There may be none: the end is then where the first one would begin.
    let held = Buffer.concat([NEWLINE, this.#held]);
    let from = 1;
    for (;;) {
      const end = held.indexOf(END);
      const until = end >= 0 ? end + 1 : held.length - END.length + 1;
      if (until > from) yield held.subarray(from, until);
      if (end >= 0) {
        this.#held = held.subarray(end + END.length);
        return;
      }
      if (until > from) {
        held = held.subarray(until);
        from = 0;
      }
      held = Buffer.concat([held, await this.#more()]);
    }
  }

  async #more(): Promise<Buffer> {
    const { done, value } = await this.#chunks.next();
    if (done) throw new Error('The backup ends before its end.');
    return value;
  }
}
