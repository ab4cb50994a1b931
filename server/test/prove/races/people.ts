import type { Actor, Shown } from '../../support/actor.js';
import { CLIENTS, lostBy, ORDERS, summary, unless, wonBy, type Arena, type Filed } from './arena.js';

const CLAIMS = 'office/expenses';
const FLOWS = 'system/approval-flows';

/** Two people who are asked at the same time about the claims above an amount. */
export interface Panel {
  readonly claimant: Actor;
  readonly approvers: readonly [Actor, Actor];
}

/** Hires them and puts the flows in force: above 1,000 either decides, above 5,000 both do. */
export async function panel({ world }: Arena): Promise<Panel> {
  const { roleIds } = await world.admin.get(`system/users/${world.admin.id}`);
  const approvers = [
    await world.colleague('Gu Yifan', { roleIds }),
    await world.colleague('Sun Qian', { roleIds }),
  ] as const;
  const claimant = await world.colleague('Li Xiaotong', { superiorId: world.second.id });
  const userIds = approvers.map((person) => person.id);
  for (const [mode, value, priority] of [['any', '1000', 50] as const, ['all', '5000', 60] as const]) {
    const draft = await world.admin.create(FLOWS, {
      ...{ documentType: 'expense', name: `Above ${value}`, priority },
      conditions: [{ field: 'amount', operator: 'gt', value }],
      steps: [{ name: 'Panel', mode, approver: { kind: 'users', userIds } }],
    });
    await approvers[0].act(FLOWS, draft, 'activate');
  }
  return { claimant, approvers };
}

async function claim({ claimant }: Panel, amount: string): Promise<Filed> {
  const lines = [{ category: 'travel', date: '2026-11-02', description: 'Trade fair', amount }];
  const draft = await claimant.create(CLAIMS, { purpose: 'Trade fair', lines });
  return { path: CLAIMS, document: await claimant.act(CLAIMS, draft, 'submit') };
}

async function decisions(arena: Arena, { document }: Filed): Promise<string[]> {
  const rows = await arena.world.sqlAsOwner(
    'SELECT decision FROM approval_decision WHERE document_id = $1 ORDER BY decision',
    [document.id],
  );
  return rows.map((row) => String(row['decision']));
}

/** Either of two decides: of an approval and a rejection, or of two approvals, exactly one counts. */
export async function eitherDecides(arena: Arena, people: Panel): Promise<string[]> {
  const wrong: string[] = [];
  const acts = ['approve', 'reject'] as const;
  for (let round = 0; round < CLIENTS / 4; round += 1) {
    const filed = await claim(people, '1500');
    const second = arena.random.pick(acts);
    const answers = await arena.race([
      arena.act(people.approvers[0], filed, 'approve'),
      arena.act(people.approvers[1], filed, second, second === 'reject' ? { reason: 'Too dear' } : {}),
    ]);
    const taken = await decisions(arena, filed);
    const { status } = await arena.read(filed);
    const isOne = wonBy(answers).length === 1 && lostBy(answers).every((one) => [403, 409].includes(one.status));
    const expected = taken[0] === 'approve' ? 'effective' : 'rejected';
    const isSeen = taken.length === 1 && status === expected;
    wrong.push(...unless(isOne && isSeen, `${summary(answers)}: ${taken.join(', ')}, ${String(status)}`));
  }
  return wrong;
}

/** Both must decide: whoever comes second completes it, once. */
export async function bothDecide(arena: Arena, people: Panel): Promise<string[]> {
  const wrong: string[] = [];
  for (let round = 0; round < CLIENTS / 4; round += 1) {
    const filed = await claim(people, '6000');
    const answers = await arena.race(people.approvers.map((person) => arena.act(person, filed, 'approve')));
    const states = answers.map((answer) => String((answer.body as Shown)['status'])).sort();
    const taken = await decisions(arena, filed);
    const isRight = states.join() === 'effective,pending' && taken.length === 2;
    wrong.push(...unless(isRight, `${summary(answers)}: ${states.join(', ')}, ${taken.join(', ')}`));
  }
  return wrong;
}

/** Orders that fit the credit limit one by one, but not together: as many as fit take effect. */
export async function creditLimit(arena: Arena): Promise<string[]> {
  const fitting = arena.random.whole(2, 6);
  const customer = await arena.customer({ creditLimit: String(fitting * 300 + 150) });
  const lines = [{ productId: arena.ground.product.id, quantity: '1', price: '300' }];
  const filed: Filed[] = [];
  for (let index = 0; index < CLIENTS; index += 1) {
    const draft = await arena.draft(lines, { customerId: customer.id });
    filed.push(await arena.submitted(ORDERS, draft));
  }
  const answers = await arena.race(filed.map((one) => arena.approve(one)));
  const credit = await arena.admin.get(`sales-orders/credit/${customer.id}`);
  const lost = lostBy(answers).every(({ status, body }) => status === 409 && body.code === 'credit.exceeded');
  return [
    ...unless(wonBy(answers).length === fitting && lost, `${summary(answers)} where ${fitting} fit`),
    ...unless(credit['orders'] === String(fitting * 300), `${String(credit['orders'])} in use`),
  ];
}
