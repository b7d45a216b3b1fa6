import { describe, expect, it } from 'vitest';
import { statementSummaries } from '../../db/statement-summary.ts';

describe('the summary of a statement', () => {
  it.each([
    ['select "id" from "article" where "id" = $1', 'select article'],
    ['select (select count(*) from "quote"), "id" from "article"', 'select article'],
    ['select 1 from (select $1 as id) as asked join "person" as target on true', 'select person'],
    ['with gone as (delete from "mention" returning 1) select count(*) from gone', 'with mention'],
    ['with one as (select 1 from "event") select * from one', 'with event'],
    ['insert into "article" ("id") select 1 from "outbox"', 'insert article'],
    ['update "article" set a = 1 from "outbox"', 'update article'],
    ['delete from "article" where id = 1', 'delete article'],
    ['/* planned anew */ select from "actor"', 'select actor'],
    ['begin', 'begin'],
  ])('of %s', (sql, summary) => {
    expect(statementSummaries()(sql)).toBe(summary);
  });

  it('is one of few, however many there are', () => {
    const summaryOf = statementSummaries();
    const all = Array.from({ length: 3_000 }, (_, i) => summaryOf(`select from "${letters(i)}"`));
    expect(new Set(all).size).toBeLessThan(210);
    expect(summaryOf('select from "a"')).toBe('select a');
  });
});

function letters(number: number): string {
  return number.toString().replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] as string);
}
