import type { IncomingMessage } from 'node:http';
import { addressOf, type TrustedProxies } from '../address.ts';
import type { Caller } from '../authenticate.ts';
import type { Holder } from './account.ts';

/** Units a minute, which may be spent at once; 0: as many as they like. */
export interface BudgetRules {
  readonly perAddress: number;
  readonly perKey: number;
  readonly trusted: TrustedProxies;
}

export const WINDOW_S = 60;

/** Whose budget a request spends: that of its key, else that of the address it comes from; null: nobody counts. */
export function holderOf(req: IncomingMessage, { key }: Caller, rules: BudgetRules): Holder | null {
  const size = key ? rules.perKey : rules.perAddress;
  if (size === 0) return null;
  const id = key ? `key ${key.id}` : `address ${addressOf(req, rules.trusted)}`;
  return { id, policy: key ? 'key' : 'address', size, restoredPerS: size / WINDOW_S };
}
