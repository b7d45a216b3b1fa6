import { linesOfText } from '../scraped/text-lines.ts';
import { parseMarkup } from './parse-markup.ts';

/** A fragment of html as a reader sees it. */
export interface HtmlLines {
  /** One for each paragraph, heading or item of a list, without markup. */
  readonly lines: readonly string[];
  readonly pictures: readonly Picture[];
}

export interface Picture {
  /** As written, relative perhaps. */
  readonly src: string;
  /** What a `figcaption` says; null without one. */
  readonly caption: string | null;
}

/** No text of html holds one: it is white space there. */
const BREAK = '\f';
const BLOCKS = new Set(
  'address article blockquote caption center dd details div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table td th tr ul'.split(
    ' ',
  ),
);
/** Nothing within them is part of the article. */
const LEFT_OUT = new Set(
  'aside audio button canvas dialog form head iframe math menu nav noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
);
const LEFT_OUT_CLASS =
  /(?:^|\s)(?:feedflare|sharedaddy|jp-relatedposts|related(?:-(?:posts|articles|stories|links))?|newsletter(?:-\w+)?|advert(?:isement)?|social-share|screen-reader-text|visually-hidden)(?:\s|$)/i;

/** Null where it is nested deeper than any article. */
export function linesOfHtml(html: string): HtmlLines | null {
  const page = new Page();
  const isWhole = parseMarkup(html, {
    onopentag: (name, attributes) => page.open(name, attributes),
    onclosetag: () => page.close(),
    ontext: (text) => page.say(text),
  });
  return isWhole ? page.end() : null;
}

interface Element {
  readonly name: string;
  readonly leftOut: boolean;
}

class Page {
  #open: Element[] = [];
  #text: string[] = [];
  #caption: string[] = [];
  #pictures: { src: string; caption: string | null }[] = [];
  /** Where the pictures of the figure begin that is open; null outside of one. */
  #figureFrom: number | null = null;
  #hasBlocks = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const { class: styles = '', 'aria-hidden': unspoken, hidden } = attributes;
    const outside = this.#open.at(-1)?.leftOut ?? false;
    const leftOut =
      outside ||
      LEFT_OUT.has(name) ||
      LEFT_OUT_CLASS.test(styles) ||
      hidden !== undefined ||
      (unspoken === 'true' && name !== 'figure' && name !== 'img');
    this.#open.push({ name, leftOut });
    if (leftOut) return;
    if (name === 'figure') this.#figureFrom = this.#pictures.length;
    if (name === 'img') this.#picture(attributes);
    if (name === 'br') this.#text.push('\n');
    if (BLOCKS.has(name)) this.#break(name);
  }

  close(): void {
    const element = this.#open.pop();
    if (!element || element.leftOut) return;
    if (element.name === 'figcaption') this.#captionEnds();
    if (element.name === 'figure') this.#figureFrom = null;
    if (BLOCKS.has(element.name)) this.#break(element.name);
  }

  say(text: string): void {
    const element = this.#open.at(-1);
    if (element?.leftOut) return;
    const inCaption = this.#open.some(({ name }) => name === 'figcaption');
    (inCaption ? this.#caption : this.#text).push(text.replace(/\s+/g, ' '));
  }

  end(): HtmlLines {
    const text = this.#text.join('').replace(/[^\S\n\f]*\n[^\S\n\f]*/g, '\n');
    // Feeds of old part their paragraphs by single breaks alone.
    const isParted = this.#hasBlocks || text.includes('\n\n');
    const lines = isParted ? text.replace(/(?<!\n)\n(?!\n)/g, ' ') : text.replaceAll('\n', '\n\n');
    return { lines: linesOfText(lines.replaceAll(BREAK, '\n\n')), pictures: this.#pictures };
  }

  #break(name: string): void {
    this.#hasBlocks ||= name !== 'div';
    this.#text.push(BREAK);
  }

  #picture({ src, width, height }: Readonly<Record<string, string>>): void {
    const isPixel = [width, height].some((side) => side !== undefined && Number.parseInt(side, 10) <= 2);
    if (src && !isPixel) this.#pictures.push({ src, caption: null });
  }

  #captionEnds(): void {
    const caption = this.#caption.splice(0).join('').replace(/\s+/g, ' ').trim();
    const picture = this.#figureFrom === null ? undefined : this.#pictures[this.#figureFrom];
    if (picture && caption !== '') picture.caption = caption;
  }
}
