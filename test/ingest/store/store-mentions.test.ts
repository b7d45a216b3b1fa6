import { describe, expect, it } from 'vitest';
import { mentionsToStore } from '../../../src/ingest/store/store-mentions.ts';

const span = { start: 0, end: 18 };
const mention = (actor: number) => ({
  kind: 'person' as const,
  span,
  name: 'A president',
  actor,
  event: null,
  confidence: 1,
});
const president = {
  kind: 'person' as const,
  name: 'A president',
  aliases: [],
  description: null,
  confidence: 1,
};

describe('the mentions of a text', () => {
  it('name each of several who are meant by the same words, and nobody twice', () => {
    const rows = mentionsToStore({
      text: 'The two presidents met.',
      language: 'en',
      actors: [president, president],
      actorIds: ['7', '8'],
      eventIds: [],
      isLaterName: () => false,
      affiliations: [],
      mentions: [mention(0), mention(1), mention(0)],
      events: [],
      quotes: [],
      dates: [],
    });
    expect(rows.map(({ actor_id, surface }) => `${actor_id} ${surface}`)).toEqual([
      '7 The two presidents',
      '8 The two presidents',
    ]);
  });
});
