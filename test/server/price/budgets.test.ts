import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pruneBudgets, settleBudgets } from '../../../db/budget.ts';
import type { Holder } from '../../../src/server/price/account.ts';
import { type BudgetStore, Budgets } from '../../../src/server/price/budgets.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
let store: BudgetStore;
const opened: Budgets[] = [];

beforeAll(async () => {
  database = await testDatabase();
  store = {
    settle: (settlements) => settleBudgets(database.db, settlements),
    prune: () => pruneBudgets(database.db),
  };
});
beforeEach(async () => {
  for (const budgets of opened.splice(0)) await budgets.stop();
  await database.db.deleteFrom('budget').execute();
  database.statements.length = 0;
});
afterAll(() => database.close());

const SIZE = 10_000;
/** A twentieth of a budget: what a process may spend ahead of the others. */
const SHARE = SIZE / 20;
/** Hardly anything comes back within a test. */
const holder = (id: string, restoredPerS = 0.001): Holder => ({
  id,
  policy: 'address',
  size: SIZE,
  restoredPerS,
});

function server(options: Partial<ConstructorParameters<typeof Budgets>[0]> = {}): Budgets {
  const onFailure = (error: Error) => {
    throw error;
  };
  // A store that a busy machine holds up is waited for, or each process would settle alone.
  const budgets = new Budgets({ store, onFailure, patienceMs: 60_000, ...options });
  opened.push(budgets);
  return budgets;
}

/** Spends until refused; returns how much was given. */
async function spendAll(budgets: Budgets, who: Holder, price: number, times: number): Promise<number> {
  let given = 0;
  for (let i = 0; i < times; i++) if (await budgets.spend(who, price)) given += price;
  return given;
}

describe('a budget', () => {
  it('is spent and then refused', async () => {
    const budgets = server();
    expect(await spendAll(budgets, holder('a'), 60, 400)).toBe(Math.floor(SIZE / 60) * 60);
    expect(budgets.isSpent(holder('a'))).toBe(false);
    expect(await spendAll(budgets, holder('a'), 1, 400)).toBe(SIZE % 60);
    expect(budgets.isSpent(holder('a'))).toBe(true);
    expect(budgets.standing(holder('a'))).toMatchObject({ limit: SIZE, remaining: 0 });
  });

  it('is one for all processes, up to a share for each', async () => {
    const four = [server(), server(), server(), server()];
    const given = await Promise.all(four.map((one) => spendAll(one, holder('a'), 70, 200)));
    const sum = given.reduce((a, b) => a + b);
    expect(sum).toBeGreaterThan(SIZE - 70);
    expect(sum).toBeLessThanOrEqual(SIZE + four.length * SHARE);
  });

  it('is one for all processes, whatever they ask at once', async () => {
    const three = [server(), server(), server()];
    const asked = Array.from({ length: 300 }, (_, i) =>
      three[i % 3]?.spend(holder('a'), 1 + ((i * 37) % 900)),
    );
    const granted = await Promise.all(asked);
    const sum = granted.reduce<number>((all, is, i) => all + (is ? 1 + ((i * 37) % 900) : 0), 0);
    expect(sum).toBeGreaterThan(SIZE - 900);
    expect(sum).toBeLessThanOrEqual(SIZE + three.length * SHARE);
  });

  it('costs few statements: none a request', async () => {
    const budgets = server();
    const holders = Array.from({ length: 10 }, (_, i) => holder(`h${i}`));
    for (let i = 0; i < 1_000; i++) await budgets.spend(holders[i % 10] as Holder, 40);
    // A statement for every share that was spent, had each holder come by itself.
    expect(database.statements.length).toBeLessThanOrEqual((1_000 * 40) / SHARE);
    database.statements.length = 0;
    await Promise.all(Array.from({ length: 1_000 }, (_, i) => budgets.spend(holders[i % 10] as Holder, 40)));
    expect(database.statements.length).toBeLessThanOrEqual(10);
  });

  it('asks the store a second at most for who is refused again and again', async () => {
    const budgets = server();
    await spendAll(budgets, holder('a'), 500, 30);
    database.statements.length = 0;
    const began = performance.now();
    expect(await spendAll(budgets, holder('a'), 500, 5_000)).toBe(0);
    const seconds = (performance.now() - began) / 1_000;
    expect(database.statements.length).toBeLessThanOrEqual(2 + seconds);
  });

  it('comes back with time', async () => {
    const budgets = server();
    const quick = holder('a', SIZE * 10);
    await spendAll(budgets, quick, 5_000, 2);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(budgets.standing(quick).remaining).toBe(SIZE);
    expect(await budgets.spend(quick, 9_000)).toBe(true);
  });

  it('takes back what was not needed, for other processes too', async () => {
    const [one, other] = [server({ intervalMs: 10 }), server()];
    expect(await one.spend(holder('a'), 9_000)).toBe(true);
    one.giveBack(holder('a'), 8_900);
    await expect.poll(() => database.statements.length).toBeGreaterThan(1);
    expect(await other.spend(holder('a'), 9_000)).toBe(true);
  });

  it('of one holder harms no other', async () => {
    const budgets = server();
    await spendAll(budgets, holder('a'), 500, 30);
    expect(await budgets.spend(holder('a'), 500)).toBe(false);
    expect(await budgets.spend(holder('b'), 9_000)).toBe(true);
  });

  it('is kept by the process alone where the store is away', async () => {
    const failures: Error[] = [];
    const away: BudgetStore = { settle: () => Promise.reject(new Error('away')), prune: async () => {} };
    const budgets = server({ store: away, onFailure: (error) => failures.push(error) });
    expect(await spendAll(budgets, holder('a'), 70, 400)).toBe(Math.floor(SIZE / 70) * 70);
    expect(failures.length).toBeGreaterThan(0);
  });

  it('waits no longer than a moment for a store that hangs', async () => {
    const hanging: BudgetStore = { settle: () => new Promise(() => {}), prune: async () => {} };
    const budgets = new Budgets({ store: hanging, onFailure: () => {} });
    expect(await budgets.spend(holder('a'), 5_000)).toBe(true);
  });
});

describe('of many who ask', () => {
  it('a process remembers a bounded number', async () => {
    const budgets = server({ mostAccounts: 1_000 });
    for (let i = 0; i < 100_000; i++) budgets.spend(holder(`address ${i}`), 20);
    expect(budgets.size).toBe(1_000);
  });
});
