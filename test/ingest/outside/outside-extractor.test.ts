import type { IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rulesExtractor } from '../../../src/ingest/find/rules.ts';
import { ingestText } from '../../../src/ingest/ingest.ts';
import { outsideExtractor } from '../../../src/ingest/outside/outside-extractor.ts';
import { testDatabase } from '../../support/database.ts';
import { type Page, site } from '../../support/site.ts';

const INPUT = {
  text: 'Ada Brisk spoke. “The bridge is open,” she said.',
  publishedAt: null,
  headline: null,
  language: 'en',
};
const ANSWER = {
  actors: [{ kind: 'person', name: 'Ada Brisk', mentions: [], description: null, confidence: 0.9 }],
  affiliations: [],
  quotes: [
    {
      kind: 'direct',
      pieces: ['The bridge is open,'],
      speaker: 'Ada Brisk',
      speakerWords: 'she',
      cue: 'said',
      addressees: [],
      channel: null,
      confidence: 0.9,
    },
  ],
  events: [],
  places: [],
};
type Answers = Extract<Page, (...given: never) => void>;

const json =
  (value: unknown, status = 200): Answers =>
  (_, res) =>
    void res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

async function service(page: Answers, { path = '/read', timeoutMs = 10_000 } = {}) {
  const asked: { headers: IncomingMessage['headers']; body: string }[] = [];
  const answered: Page = (req, res) => {
    void textOf(req).then((body) => {
      asked.push({ headers: req.headers, body });
      page(req, res);
    });
  };
  const at = await site({ [path]: answered });
  onTestFinished(at.close);
  const failures: string[] = [];
  const extractor = outsideExtractor({
    url: `${at.origin}${path}`,
    model: 'reader-7b',
    key: 's3cret',
    timeoutMs,
    connections: 2,
    otherwise: rulesExtractor,
    onFailure: (why) => failures.push(why),
  });
  onTestFinished(extractor.close);
  return { extractor, asked, failures };
}

describe('an outside extractor', () => {
  it('is asked over HTTP with the schema of its answer, and reads', async () => {
    const { extractor, asked } = await service(json(ANSWER));
    const { quotes } = await extractor.read(INPUT);
    expect(quotes).toMatchObject([{ text: 'The bridge is open,', speakers: [{ name: 'Ada Brisk' }] }]);
    expect(asked).toHaveLength(1);
    expect(asked[0]!.headers.authorization).toBe('Bearer s3cret');
    expect(JSON.parse(asked[0]!.body)).toMatchObject({
      ...INPUT,
      model: 'reader-7b',
      schema: { type: 'object', required: expect.arrayContaining(['quotes']), additionalProperties: false },
    });
  });

  it('may be a server of a language model', async () => {
    const chat = { choices: [{ message: { role: 'assistant', content: JSON.stringify(ANSWER) } }] };
    const { extractor, asked } = await service(json(chat), { path: '/v1/chat/completions' });
    expect((await extractor.read(INPUT)).quotes).toHaveLength(1);
    expect(JSON.parse(asked[0]!.body)).toMatchObject({
      model: 'reader-7b',
      messages: [
        { role: 'system' },
        { role: 'user', content: expect.stringContaining('The bridge is open') },
      ],
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
  });

  it('is asked again where it is busy', async () => {
    let busy = 2;
    const { extractor, asked } = await service((req, res) =>
      (busy-- > 0 ? json({}, 503) : json(ANSWER))(req, res),
    );
    expect((await extractor.read(INPUT)).quotes).toHaveLength(1);
    expect(asked).toHaveLength(3);
  });

  it('is asked about so many texts at a time', async () => {
    let [now, most] = [0, 0];
    const { extractor } = await service((_, res) => {
      most = Math.max(most, ++now);
      setTimeout(() => void (now-- && res.end(JSON.stringify(ANSWER))), 20);
    });
    await Promise.all(Array.from({ length: 8 }, () => extractor.read(INPUT)));
    expect(most).toBe(2);
  });

  it.each<[string, string, Answers]>([
    ['breaks the connection', 'other side closed', (req) => void req.socket.destroy()],
    ['refuses', 'got 403', json({ error: 'no' }, 403)],
    ['sends away', 'got 302', (_, res) => void res.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
    ['chats', 'wanted JSON, got "Sure!', (_, res) => void res.end('Sure! Here is what I found:')],
    ['answers JSON of another shape', 'wanted an answer of the schema', json({ error: 'no' })],
    ['answers without end', 'bytes, got more', (_, res) => endless(res)],
  ])('that %s leaves the text to the rules', async (_, why, page) => {
    const { extractor, failures } = await service(page);
    await expect(extractor.read(INPUT)).rejects.toThrow(why);
    expect(failures).toHaveLength(1);
  });

  it.each<[string, Answers]>([
    ['hangs', () => {}],
    ['stands still amid its answer', (_, res) => void res.write('{')],
  ])('that %s leaves the text to the rules in time', async (_, page) => {
    const { extractor } = await service(page, { timeoutMs: 500 });
    await expect(extractor.read(INPUT)).rejects.toThrow('wanted an answer within 500 ms');
  });

  it('is what an article says of who read it; where it failed, the rules', async () => {
    const { db } = await testDatabase();
    let answer = json(ANSWER);
    const { extractor } = await service((req, res) => answer(req, res));
    const page = (headline: string) => ({ text: `${headline}\n\n${INPUT.text}`, url: null, timeZone: null });
    await ingestText(db, page('Bridge opens'), { extractor });
    answer = json({ error: 'busy' });
    await ingestText(db, page('Bridge opens again'), { extractor });
    const rows = await db.selectFrom('quote').select(['text', 'extractor']).orderBy('id').execute();
    expect(rows.map((row) => row.extractor)).toEqual([
      'reader-7b-1',
      `${rulesExtractor.name}-${rulesExtractor.version}`,
    ]);
  });
});

function endless(res: Parameters<Answers>[1]): void {
  const more = () => {
    while (!res.destroyed && res.write('x'.repeat(1_000_000)));
  };
  res.on('drain', more).on('error', () => {});
  more();
}
