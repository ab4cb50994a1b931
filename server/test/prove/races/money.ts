import { approved } from '../../support/factories.js';
import { CLIENTS, lostBy, RECEIPTS, summary, unless, wonBy, type Arena, type Filed } from './arena.js';

const BALANCES = 'sales-orders/opening-balances';
const CLAIMS = 'office/expenses';

/** Receipts that each would settle the same item, which is enough for some of them. */
export async function oneItem(arena: Arena): Promise<string[]> {
  const { customer, account } = arena.ground;
  const fitting = arena.random.whole(2, 6);
  const body = { customerId: customer.id, amount: String(fitting * 100 + 50) };
  const item = await approved(arena.ground, BALANCES, await arena.admin.create(BALANCES, body));
  const filed: Filed[] = [];
  for (let index = 0; index < CLIENTS; index += 1) {
    const draft = await arena.admin.create(RECEIPTS, {
      ...{ customerId: customer.id, fundAccountId: account.id, amount: '100' },
      lines: [{ itemId: item.id, amount: '100' }],
    });
    filed.push(await arena.submitted(RECEIPTS, draft));
  }
  const answers = await arena.race(filed.map((one) => arena.approve(one)));
  const { openAmount } = await arena.admin.get(`${BALANCES}/${item.id}`);
  const lost = lostBy(answers).every(
    ({ status, body: problem }) => status === 409 && problem.code === 'settlement.exceeded',
  );
  return [
    ...unless(wonBy(answers).length === fitting && lost, `${summary(answers)} where ${fitting} fit`),
    ...unless(openAmount === '50', `${String(openAmount)} is open`),
  ];
}

/** Claims that are paid out of one account, which holds enough for some of them. */
export async function oneAccount(arena: Arena): Promise<string[]> {
  const fitting = arena.random.whole(2, 6);
  const { customer } = arena.ground;
  const account = await arena.admin.create('system/fund-accounts', {
    ...{ code: `A-${arena.random.whole(1, 1e9)}`, name: 'Petty cash', kind: 'cash', currency: 'CNY' },
  });
  const deposit = { customerId: customer.id, fundAccountId: account.id, amount: String(fitting * 100 + 50) };
  await approved(arena.ground, RECEIPTS, await arena.admin.create(RECEIPTS, deposit));
  const filed: Filed[] = [];
  for (let index = 0; index < CLIENTS; index += 1) {
    const lines = [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '100' }];
    const draft = await arena.admin.create(CLAIMS, { purpose: 'Train', lines });
    filed.push({ path: CLAIMS, document: await approved(arena.ground, CLAIMS, draft) });
  }
  const payer = arena.world.second;
  const pay = { fundAccountId: account.id };
  const answers = await arena.race(filed.map((one) => arena.act(payer, one, 'reimburse', pay)));
  const { balance } = await arena.admin.get(`system/fund-accounts/${account.id}`);
  const lost = lostBy(answers).every(
    ({ status, body: problem }) => status === 409 && problem.code === 'fund.insufficient',
  );
  return [
    ...unless(wonBy(answers).length === fitting && lost, `${summary(answers)} where ${fitting} fit`),
    ...unless(balance === '50', `${String(balance)} is left`),
  ];
}
