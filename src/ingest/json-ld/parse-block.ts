import { decodeHTML } from 'entities';
import { jsonrepair } from 'jsonrepair';
import { parseJson } from '../parse-json.ts';

/** Of one source: mending takes time in the square of it, and a broken block of a publisher is shorter by far. */
const MOST_MENDED_CHARS = 60_000;

/** The values of the blocks of one page, in their order; those that can't be read are left out. */
export function parseBlocks(blocks: readonly string[]): unknown[] {
  let left = MOST_MENDED_CHARS;
  return blocks.flatMap((block) => {
    const { value, mendedChars } = blockOf(block, left);
    left -= mendedChars;
    return value === undefined ? [] : [value];
  });
}

/**
 * The value of one block of JSON, mended where it is broken (trailing commas, raw line breaks, comments, entities, CDATA);
 * undefined where there is no object or list to be had.
 */
export function parseBlock(block: string): unknown {
  return blockOf(block, MOST_MENDED_CHARS).value;
}

function blockOf(
  block: string,
  mostMended: number,
): { readonly value: unknown; readonly mendedChars: number } {
  const bare = withoutWrapping(block);
  const none = { value: undefined, mendedChars: 0 };
  if (!/^[[{]/.test(bare)) return none;
  const whole = parsed(bare);
  if (whole !== undefined) return { value: structure(whole), mendedChars: 0 };
  if (bare.length > mostMended) return none;
  const decoded = /^[[{]\s*&(?:quot|#34|#x22);/i.test(bare) ? decodeHTML(bare) : bare;
  return { value: structure(parsed(mended(decoded) ?? '')), mendedChars: bare.length };
}

function structure(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value : undefined;
}

function parsed(text: string): unknown {
  const json = parseJson(text);
  return 'value' in json ? json.value : undefined;
}

function mended(text: string): string | null {
  try {
    return jsonrepair(text.replace(CONTROLS, ' '));
  } catch {
    return null;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const OPENING = /^(?:\s|\uFEFF|<!--|-->|<!\[CDATA\[|\/\/|\/\*|\*\/|>)+/;
const CLOSING = /(?:-->|<!--|<?!?\]\]>|\/\/|\/\*|\*\/|;|<!)$/;

const MOST_WRAPPERS = 8;

function withoutWrapping(block: string): string {
  let bare = block.replace(OPENING, '').trimEnd();
  for (let count = 0; count < MOST_WRAPPERS && CLOSING.test(bare.slice(-8)); count++) {
    bare = bare.slice(0, -8) + bare.slice(-8).replace(CLOSING, '').trimEnd();
  }
  return bare;
}
