import { expect, it } from 'vitest';
import { textCache } from '../../src/server/text-cache.ts';

const made: string[] = [];
const make = (text: string) => {
  made.push(text);
  return text.length;
};

it('makes once what is asked for again', () => {
  const cache = textCache<number>({ entries: 10, chars: 100 });
  made.length = 0;
  expect([cache.getOrMake('a', make), cache.getOrMake('a', make)]).toEqual([1, 1]);
  expect(made).toEqual(['a']);
});

it('remembers an empty text, and a no', () => {
  const cache = textCache<boolean>({ entries: 2, chars: 100 });
  const no = () => {
    made.push('no');
    return false;
  };
  made.length = 0;
  expect([cache.getOrMake('', no), cache.getOrMake('', no)]).toEqual([false, false]);
  expect(made).toEqual(['no']);
});

it('forgets first what was not asked for the longest', () => {
  const cache = textCache<number>({ entries: 2, chars: 100 });
  for (const text of ['a', 'b', 'a', 'c']) cache.getOrMake(text, make);
  made.length = 0;
  for (const text of ['a', 'c', 'b']) cache.getOrMake(text, make);
  expect(made).toEqual(['b']);
});

it('holds no more characters than it may, and not one text that is too long alone', () => {
  const cache = textCache<number>({ entries: 100, chars: 10 });
  for (let text = 0; text < 50; text++) cache.getOrMake(`text ${text}`.padEnd(4), make);
  expect(cache.size).toBe(1);
  made.length = 0;
  for (let time = 0; time < 2; time++) cache.getOrMake('x'.repeat(11), make);
  expect(made).toHaveLength(2);
  expect(cache.size).toBe(1);
});
