import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PART, PARTS, type Part } from '../../src/ingest/find/parts-of-speech.ts';
import { type Token, tokensOf } from '../../src/ingest/find/tokens.ts';

export interface TaggedSentence {
  readonly document: string;
  readonly tokens: readonly Token[];
  readonly parts: Uint8Array;
}

export const GUM = new URL('../../../shared/eval/training/gum-open-genres.tsv.gz', import.meta.url);

const JOINED: Readonly<Record<string, Part>> = {
  NNPS: 'NNP',
  JJR: 'JJ',
  JJS: 'JJ',
  RBR: 'RB',
  RBS: 'RB',
  PDT: 'DT',
  WDT: 'WH',
  WP: 'WH',
  WP$: 'WH',
  HYPH: 'SIGN',
};

/** The sentences of GUM's openly licensed genres in our own tokens: one that holds several of theirs has the part of the first where it is a contraction, else of the last. */
export function gumSentences(): TaggedSentence[] {
  const lines = gunzipSync(readFileSync(GUM)).toString('utf8').split('\n');
  const sentences: TaggedSentence[] = [];
  let document = '';
  let rows: string[][] = [];
  for (const line of [...lines, '']) {
    if (line.startsWith('# newdoc')) document = line.split('= ')[1]!;
    else if (/^\d+\t/.test(line)) rows.push(line.split('\t'));
    else if (line === '' && rows.length > 0) {
      sentences.push(sentenceOf(document, rows));
      rows = [];
    }
  }
  return sentences;
}

function sentenceOf(document: string, rows: readonly string[][]): TaggedSentence {
  let text = '';
  const spans = rows.map(([, form, , , xpos, , , spacing]) => {
    const start = text.length;
    text += form;
    const end = text.length;
    if (spacing !== 'no-space') text += ' ';
    return { start, end, xpos: xpos!, form: form! };
  });
  const tokens = tokensOf(text);
  const parts = Uint8Array.from(tokens, (token) => {
    const own = spans.filter(({ start, end }) => start < token.end && end > token.start);
    const contraction = own.length > 1 && /^n?['’]/i.test(own.at(-1)!.form);
    return partOf(token, (contraction ? own[0]! : own.at(-1)!).xpos);
  });
  return { document, tokens, parts };
}

function partOf(token: Token, xpos: string): number {
  if (token.shape === 'sign') return PART.SIGN;
  const part = JOINED[xpos] ?? xpos;
  return PART[(PARTS as readonly string[]).includes(part) ? (part as Part) : 'UH'];
}
