const QUOTE = 34;
const COMMA = 44;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

class CutShort extends Error {
  constructor() {
    super('Wanted a whole text of JSON; got the beginning of one.');
  }
}

/** The values of JSON one after another, each as the text that it is. What comes from Postgres is well formed: only its end is looked out for. */
export class JsonReader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether there is an array at all; `null` is passed over. */
  enters(): boolean {
    this.#toNext();
    const isArray = this.text.charCodeAt(this.at) === OPEN_ARRAY;
    this.at += isArray ? 1 : 4;
    return isArray;
  }

  /** Whether the array goes on; passes its end where it does not. */
  goesOn(): boolean {
    this.#toNext();
    if (this.text.charCodeAt(this.at) !== CLOSE_ARRAY) return true;
    this.at++;
    return false;
  }

  value(): string {
    this.#toNext();
    const begin = this.at;
    this.#pass();
    return this.text.slice(begin, this.at);
  }

  skip(values: number): void {
    for (let i = 0; i < values; i++) {
      this.#toNext();
      this.#pass();
    }
  }

  #toNext(): void {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === COMMA || code === 32 || code === 10) code = text.charCodeAt(++this.at);
    if (this.at >= text.length) throw new CutShort();
  }

  #pass(): void {
    const code = this.text.charCodeAt(this.at);
    if (code === QUOTE) this.#passString();
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) this.#passNested();
    else this.#passPlain();
  }

  #passString(): void {
    const { text } = this;
    let end = text.indexOf('"', this.at + 1);
    while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end))
      end = text.indexOf('"', end + 1);
    if (end < 0) throw new CutShort();
    this.at = end + 1;
  }

  #passNested(): void {
    let depth = 0;
    do {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) {
        this.#passString();
        continue;
      }
      if (code === OPEN_ARRAY || code === OPEN_OBJECT) depth++;
      else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth--;
      this.at++;
      if (this.at > this.text.length) throw new CutShort();
    } while (depth > 0);
  }

  #passPlain(): void {
    const { text } = this;
    let code: number;
    do code = text.charCodeAt(++this.at);
    while (this.at < text.length && code !== COMMA && code !== CLOSE_ARRAY && code !== 32 && code !== 10);
  }
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}
