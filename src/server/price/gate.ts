import type { ServerResponse } from 'node:http';
import { refuse } from '../respond.ts';
import type { Holder } from './account.ts';
import type { Budgets } from './budgets.ts';
import { rateLimitHeaders, setRateLimit } from './charge.ts';

/** Refuses whoever has spent all before it is read what they ask. True where it did. */
export function refusesSpent(holder: Holder, budgets: Budgets, res: ServerResponse): boolean {
  if (!budgets.isSpent(holder)) return false;
  refuseSpent(holder, 1, budgets, res);
  return true;
}

/** Takes the price of what is no operation, or refuses it. True where it did. */
export async function refusesCost(
  holder: Holder,
  price: number,
  budgets: Budgets,
  res: ServerResponse,
): Promise<boolean> {
  const granted = budgets.spend(holder, price);
  if (granted === true || (await granted)) {
    setRateLimit(res, budgets.standing(holder));
    return false;
  }
  refuseSpent(holder, price, budgets, res);
  return true;
}

function refuseSpent(holder: Holder, wanted: number, budgets: Budgets, res: ServerResponse): void {
  const standing = budgets.standing(holder);
  const seconds = budgets.affordableInS(holder, wanted);
  const left = standing.remaining.toLocaleString('en');
  const message = `${left} units are left of ${standing.limit.toLocaleString('en')} a minute; this costs ${wanted} at least. Ask again in ${seconds} s.`;
  refuse(res, 429, 'RATE_LIMITED', message, {
    'retry-after': String(seconds),
    ...rateLimitHeaders(standing),
  });
}
