import type { IncomingMessage } from 'node:http';
import type { Caller } from '../access/caller.ts';
import { addressOf, type TrustedProxies } from '../address.ts';
import type { Holder } from './account.ts';

/** Units a minute, which may be spent at once; 0: as many as they like. */
export interface BudgetRules {
  readonly perAddress: number;
  readonly perKey: number;
  readonly trusted: TrustedProxies;
}

export const WINDOW_S = 60;

/** Whose budget a request spends: that of its key or token, else that of the address it comes from; null: nobody counts. */
export function holderOf(req: IncomingMessage, caller: Caller, rules: BudgetRules): Holder | null {
  const isKnown = caller.id !== null;
  const size = isKnown ? rules.perKey : rules.perAddress;
  if (size === 0) return null;
  const id = caller.id ?? `address ${addressOf(req, rules.trusted)}`;
  return { id, policy: isKnown ? 'key' : 'address', size, restoredPerS: size / WINDOW_S };
}
