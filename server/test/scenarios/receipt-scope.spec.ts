import { FACTORIES, approved, prepare } from '../support/factories.js';
import { World } from '../support/world.js';

test('a receipt names only what its writer may see', async () => {
  const world = await World.start();
  try {
    const ground = await prepare(world);
    const balances = 'sales-orders/opening-balances';
    const item = await approved(ground, balances, await FACTORIES['opening-balance']!(ground, world.admin));
    const cashier = async (name: string, scope: string): Promise<number> => {
      const role = await world.admin.create('system/roles', {
        ...{
          name,
          permissions: ['customers.customer.read', 'sales-orders.receipt.create', 'sales-orders.receipt.read'],
        },
        scopes: { customers: 'all', 'sales-orders': scope },
      });
      const person = await world.colleague(name, { roleIds: [role.id] });
      const answer = await person.send('post', 'sales-orders/receipts', {
        ...{ customerId: ground.customer.id, fundAccountId: ground.account.id, amount: '10' },
        lines: [{ itemId: item.id, amount: '10' }],
      });
      return answer.status;
    };
    expect([await cashier('Sees all', 'all'), await cashier('Sees own', 'own')]).toEqual([201, 422]);
  } finally {
    await world.stop();
  }
});
