import { decodeHTML } from 'entities';
import { jsonrepair } from 'jsonrepair';
import { parseJson } from '../parse-json.ts';

/** Mending takes its time; no publisher's block comes near. */
const LONGEST_MENDED_CHARS = 500_000;

/**
 * The value of one block of JSON, mended where it is broken (trailing commas, raw line breaks, comments, entities, CDATA);
 * undefined where there is no object or list to be had.
 */
export function parseBlock(block: string): unknown {
  const bare = withoutWrapping(block);
  if (!/^[[{]/.test(bare)) return undefined;
  const whole = parsed(bare);
  if (whole !== undefined) return structure(whole);
  if (bare.length > LONGEST_MENDED_CHARS) return undefined;
  const decoded = /^[[{]\s*&(?:quot|#34|#x22);/i.test(bare) ? decodeHTML(bare) : bare;
  return structure(parsed(mended(decoded) ?? ''));
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
