import type { ServerResponse } from 'node:http';
import { refuse } from '../respond.ts';
import type { Holder } from './account.ts';
import type { Budgets } from './budgets.ts';
import { rateLimitHeaders } from './charge.ts';

/** Refuses whoever has spent all before it is read what they ask. True where it did. */
export function refusesSpent(holder: Holder, budgets: Budgets, res: ServerResponse): boolean {
  if (!budgets.isSpent(holder)) return false;
  const standing = budgets.standing(holder);
  const seconds = budgets.affordableInS(holder, 1);
  const message = `Nothing is left of ${standing.limit.toLocaleString('en')} units a minute. Ask again in ${seconds} s.`;
  refuse(res, 429, 'RATE_LIMITED', message, {
    'retry-after': String(seconds),
    ...rateLimitHeaders(standing),
  });
  return true;
}
