import type { World } from '../../support/world.js';
import type { Tampering } from './cases.js';

type Act = (world: World) => Promise<string>;

/** Acts on what has no ledger; each answers the id of what it was about. */
export const LAST_ACTS: Readonly<Record<string, Act>> = {
  'a new customer': async ({ admin }) => (await admin.create('customers', { name: 'Last Ltd' })).id,
  'a change of a customer': async ({ admin }) => {
    const customer = await admin.create('customers', { name: 'Changed Ltd' });
    await admin.change('customers', customer, { creditLimit: '1' });
    return customer.id;
  },
  'an archived product': async ({ admin }) => {
    const product = await admin.create('inventory/products', { code: 'LAST', name: 'Last', unit: 'pc', taxRate: '13' });
    return (await admin.act('inventory/products', product, 'archive')).id;
  },
  'a deleted customer': async ({ admin }) => {
    const { id } = await admin.create('customers', { name: 'Deleted Ltd' });
    await admin.send('delete', `customers/${id}`, undefined, { 'If-Match': '*' });
    return id;
  },
  'a change of a role': async ({ admin }) => {
    const role = await admin.create('system/roles', { name: 'Last', permissions: [] });
    return (await admin.change('system/roles', role, { permissions: ['customers.customer.read'] })).id;
  },
  'a deleted draft': async ({ admin }) => {
    const lines = [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '1' }];
    const { id } = await admin.create('office/expenses', { purpose: 'Last', lines });
    await admin.send('delete', `office/expenses/${id}`, undefined, { 'If-Match': '*' });
    return id;
  },
  'a comment': async ({ admin }) => {
    const { id } = await admin.create('customers', { name: 'Commented Ltd' });
    await admin.send('post', `customers/${id}/comments`, { text: 'Last' });
    return id;
  },
};

/** The last act of the log, cut off with its seal. */
export const lastCut = (kind: string, about: string): Tampering => ({
  table: 'audit_log',
  what: `${kind} cut off with its seal`,
  names: [[about]],
  sql: [
    'DELETE FROM change WHERE position = (SELECT max(position) FROM change)',
    'DELETE FROM audit_log WHERE seq = (SELECT max(seq) FROM audit_log)',
  ],
});
