import type { Settled, Settlement } from '../../../db/budget.ts';
import { Account, type Holder, type Standing } from './account.ts';

/** Where all processes meet. */
export interface BudgetStore {
  settle(settlements: readonly Settlement[]): Promise<readonly Settled[]>;
  prune(): Promise<unknown>;
}

export interface BudgetsOptions {
  readonly store: BudgetStore;
  readonly onFailure: (error: Error) => void;
  /** How often what was spent is told. */
  readonly intervalMs?: number;
  readonly mostAccounts?: number;
  /** Longer than that nobody waits for the store. */
  readonly patienceMs?: number;
  readonly now?: () => number;
}

const INTERVAL_MS = 1_000;
const PRUNE_MS = 60_000;
const MOST_ACCOUNTS = 50_000;
const MOST_AT_ONCE = 2_000;
const PATIENCE_MS = 250;
/** To take one out of a map and put it back at each use costs more than the use. */
const MOVE_EVERY_MS = 1_000;

/**
 * Budgets that all processes share, at the cost of a statement a second rather than one a request: each process spends a small
 * share of a budget by itself, tells many budgets in one statement, and asks before it goes beyond the share.
 */
export class Budgets {
  readonly #options: Required<BudgetsOptions>;
  /** Those used last are last, give or take a second. */
  readonly #accounts = new Map<string, Account>();
  readonly #toTell = new Set<Account>();
  #telling: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #prunedAt: number;

  constructor(options: BudgetsOptions) {
    this.#options = {
      intervalMs: INTERVAL_MS,
      mostAccounts: MOST_ACCOUNTS,
      patienceMs: PATIENCE_MS,
      now: () => performance.now(),
      ...options,
    };
    this.#prunedAt = this.#options.now();
  }

  get size(): number {
    return this.#accounts.size;
  }

  /** Whether the price was taken from the budget; at once, unless the store has to be asked. */
  spend(holder: Holder, price: number): boolean | Promise<boolean> {
    const account = this.#accountOf(holder);
    const now = this.#options.now();
    if (account.waiting.length === 0) {
      if (account.spendsAlone(price, now)) {
        this.#add(account, -price);
        return true;
      }
      if (account.remaining(now) < price && account.isFresh(now, this.#options.intervalMs)) return false;
    }
    return new Promise((answer) => {
      account.waiting.push({ price, answer });
      this.#toTell.add(account);
      this.#telling ??= this.#tell();
    });
  }

  /** What was taken and not needed; below 0: more was needed, which is owed. */
  giveBack(holder: Holder, units: number): void {
    this.#add(this.#accountOf(holder), units);
  }

  /** True where nothing is left, as the store said a moment ago: no need to read what is asked. */
  isSpent(holder: Holder): boolean {
    const now = this.#options.now();
    const account = this.#accounts.get(holder.id);
    if (!account?.isFresh(now, this.#options.intervalMs)) return false;
    return account.remaining(now) < 1;
  }

  /** More than a whole budget was spent ahead: no more is to be given before some of it has come back. */
  owesAll(holder: Holder): boolean {
    return this.#accountOf(holder).remaining(this.#options.now()) < -holder.size;
  }

  standing(holder: Holder): Standing {
    return this.#accountOf(holder).standing(this.#options.now());
  }

  affordableInS(holder: Holder, price: number): number {
    return this.#accountOf(holder).affordableInS(price, this.#options.now());
  }

  /** Tells all that is not told yet. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#telling;
    for (const account of this.#accounts.values()) if (account.held !== 0) this.#toTell.add(account);
    if (this.#toTell.size > 0) await this.#tell();
  }

  #accountOf(holder: Holder): Account {
    const now = this.#options.now();
    const known = this.#accounts.get(holder.id);
    const isForgotten = known?.isRested(now) && !this.#toTell.has(known) && known.waiting.length === 0;
    const account = known && !isForgotten ? known : new Account(holder, now);
    account.usedAt = now;
    if (now - account.movedAt >= MOVE_EVERY_MS) this.#moveLast(account, now);
    return account;
  }

  #moveLast(account: Account, now: number): void {
    account.movedAt = now;
    this.#accounts.delete(account.holder.id);
    this.#accounts.set(account.holder.id, account);
    if (this.#accounts.size > this.#options.mostAccounts) this.#forgetOldest();
  }

  /** What it spent and did not tell, a share at most, is given. */
  #forgetOldest(): void {
    for (const [id, account] of this.#accounts) {
      if (account.waiting.length > 0) continue;
      this.#toTell.delete(account);
      this.#accounts.delete(id);
      return;
    }
  }

  #add(account: Account, units: number): void {
    account.held += units;
    this.#tellLater(account);
  }

  #tellLater(account: Account): void {
    if (!account.isWorthTelling()) return;
    this.#toTell.add(account);
    this.#timer ??= setInterval(() => this.#tick(), this.#options.intervalMs).unref();
  }

  #tick(): void {
    if (this.#toTell.size > 0) this.#telling ??= this.#tell();
    const now = this.#options.now();
    if (now - this.#prunedAt < PRUNE_MS) return;
    this.#prunedAt = now;
    this.#options.store.prune().catch(this.#options.onFailure);
  }

  /** One statement at a time; whoever comes meanwhile waits for the next. */
  async #tell(): Promise<void> {
    // Requests of the same moment go along.
    await new Promise((resolve) => setImmediate(resolve));
    do {
      await this.#tellSome();
    } while (
      this.#toTell.size >= MOST_AT_ONCE ||
      [...this.#toTell].some(({ waiting }) => waiting.length > 0)
    );
    this.#telling = null;
  }

  async #tellSome(): Promise<void> {
    const { store, now, onFailure, patienceMs } = this.#options;
    // Those who wait come first.
    const accounts = [...this.#toTell]
      .sort((a, b) => Number(b.waiting.length > 0) - Number(a.waiting.length > 0))
      .slice(0, MOST_AT_ONCE);
    const told = accounts.map((account) => ({
      account,
      held: account.held,
      waiting: account.waiting.length,
    }));
    for (const account of accounts) this.#toTell.delete(account);
    const settleAlone = (one: (typeof told)[number]) => {
      one.account.settleAlone(one.waiting, now());
      one.waiting = 0;
    };
    // A store that is slow or away holds nobody up.
    const alone = setTimeout(() => told.forEach(settleAlone), patienceMs);
    try {
      const rows = await store.settle(accounts.map(settlementOf));
      const settled = new Map(rows.map((row) => [row.holder, row]));
      for (const one of told) one.account.settle(one, settled.get(one.account.holder.id) as Settled, now());
    } catch (error) {
      onFailure(error as Error);
      told.forEach(settleAlone);
    } finally {
      clearTimeout(alone);
      for (const account of accounts) this.#tellLater(account);
    }
  }
}

function settlementOf({ holder, held, waiting }: Account): Settlement {
  const { id, size, restoredPerS } = holder;
  const wanted = waiting.reduce((sum, { price }) => sum + price, 0);
  return { holder: id, size, restoredPerS, spent: -held, wanted };
}
