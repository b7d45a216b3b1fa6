import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect, readDocuments } from '../../../src/ingest/detect.ts';
import { JSONL } from '../../../src/ingest/jsonl/read-jsonl.ts';

const FOLDER = new URL('../../fixtures/jsonl/', import.meta.url);
const cases = readdirSync(FOLDER).flatMap((file) => /^(.*)\.jsonl$/.exec(file)?.[1] ?? []);

interface Answer {
  readonly message?: string;
}

function loosely(answer: Answer) {
  const { message } = answer;
  if (message === undefined) return answer;
  const parts = message.split('*').map((part) => part.replace(/[.[\]()]/g, '\\$&'));
  return { ...answer, message: expect.stringMatching(new RegExp(`^${parts.join('.+')}$`)) };
}

describe.each(cases)('the lines of %s', (name) => {
  it('are answered one by one, each refusal with its line, field, what was wanted and what came', () => {
    const bytes = readFileSync(new URL(`${name}.jsonl`, FOLDER));
    const wanted = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Answer[];
    expect(readDocuments(bytes, { name: `${name}.jsonl` })).toMatchObject(wanted.map(loosely));
    expect(readDocuments(bytes, { name: `${name}.jsonl` })).toHaveLength(wanted.length);
  });
});

const LINE = '{"headline":"Bridge opens","body":"On Monday."}';

describe('JSON Lines', () => {
  it('is known by its first line, or by the name of the file', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(detect(bytes(`\n ${LINE}\n`))).toBe('jsonl');
    expect(detect(bytes('{"retracted":{"guid":"a"}}'))).toBe('jsonl');
    expect(detect(bytes('x'), 'a.ndjson')).toBe('jsonl');
    expect(detect(bytes('{"headline":"Bridge opens"}'))).not.toBe('jsonl');
    expect(detect(bytes('null'))).not.toBe('jsonl');
  });

  it('takes the language of its reader where a line says none', () => {
    expect(JSONL.read(LINE, { language: 'no' })).toMatchObject([{ document: { language: 'no' } }]);
  });

  it('splits at line feeds alone', () => {
    const body = 'one\u2028two\u2029three\u0085four';
    expect(JSONL.read(JSON.stringify({ headline: 'x', body }), {})).toMatchObject([{ document: { body } }]);
  });

  it('answers for a file without lines', () => {
    expect(JSONL.read('\n \r\n', {})).toMatchObject([{ reason: 'NO_ARTICLE' }]);
  });

  it('says of a line that is no JSON what is wrong with it', () => {
    expect(JSONL.read('{bad', {})[0]).toMatchObject({
      reason: 'MALFORMED',
      message: expect.stringMatching(/^line 1: wanted a JSON object, got no JSON: /),
    });
  });

  it('refuses what would exhaust memory', () => {
    const [deep] = JSONL.read(`{"headline":"x","body":"y","images":${'['.repeat(300)}`, {});
    expect(deep).toMatchObject({ reason: 'MALFORMED', message: expect.stringContaining('deeper than 200') });
    const [wide] = JSONL.read(`{"headline":"x","body":"y","images":[${'1,'.repeat(20_000)}1]}`, {});
    expect(wide).toMatchObject({
      message: 'line 1: images: wanted at most 10000 in a list, got a list of 20001',
    });
    const many = JSONL.read('x\n'.repeat(30_000), {});
    expect(many).toHaveLength(20_001);
    expect(many.at(-1)).toMatchObject({ reason: 'TOO_LARGE' });
    expect(JSONL.read(`${' '.repeat(8_000_001)}\n${LINE}`, {})).toMatchObject([
      { reason: 'TOO_LARGE', message: expect.stringContaining('line 1: ') },
      { kind: 'document' },
    ]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string(), fc.constant(LINE))), (lines) => {
        expect(JSONL.read(lines.join('\n'), {}).length).toBeGreaterThan(0);
      }),
    );
  });
});
