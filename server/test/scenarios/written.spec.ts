import { JwtService } from '@nestjs/jwt';
import { Principals } from '../../src/kernel/auth/principals.js';
import { Context } from '../../src/kernel/context/context.js';
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.js';
import { Rows } from '../../src/kernel/db/rows.js';
import { ListRegistry } from '../../src/kernel/lists/list-registry.js';
import { Lists } from '../../src/kernel/lists/lists.js';
import { CustomerService } from '../../src/modules/customers/index.js';
import { User } from '../../src/modules/system/user/user.entity.js';
import { FACTORIES, INPUTS, prepare, recordOf, type Ground } from '../support/factories.js';
import type { Shown } from '../support/actor.js';
import { World } from '../support/world.js';

describe('What was written', () => {
  let world: World;
  let ground: Ground;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
  });
  afterAll(() => world.stop());

  test('is answered as it is read again, of every kind of record', async () => {
    const creatable = [...new Set([...Object.keys(FACTORIES), ...Object.keys(INPUTS)])];
    const definitions = new Map(
      world.app
        .get(ListRegistry)
        .all()
        .map(({ definition }) => [definition.type, definition]),
    );
    for (const type of creatable) {
      const definition = definitions.get(type)!;
      const created = await recordOf(ground, definition, world.admin);
      expect([type, await world.admin.get(`${definition.path}/${created.id}`)]).toEqual([type, created]);
    }
  });

  test('is answered as it is read again, with everything that an order can have', async () => {
    const { customer, product, warehouse } = ground;
    const contact = await world.admin.create('customers/contacts', { customerId: customer.id, name: 'Zhao Lei' });
    const terms = { customerId: customer.id, contactId: contact.id, note: '下周送到', tags: ['急', 'a'] };
    const lines = [
      { productId: product.id, quantity: '2.500000', price: '0640.10', discountRate: '5.0' },
      { productId: product.id, quantity: '1' },
    ];
    const quotation = await world.admin.create('sales-orders/quotations', { ...terms, lines });
    expect(await world.admin.get(`sales-orders/quotations/${quotation.id}`)).toEqual(quotation);
    const more = { customerOrderNo: 'PO 7', promisedDate: '2027-01-02', warehouseId: warehouse.id, discount: '10' };
    const order = await world.admin.create('sales-orders', { ...terms, ...more, lines });
    expect(order).toMatchObject({
      ...{ customer: { name: customer['name'], code: customer['code'] }, contact: { name: 'Zhao Lei' } },
      ...{ warehouse: { code: 'HZ1' }, owner: { name: world.admin.name }, deliveryShare: null },
    });
    expect(order['lines']).toMatchObject([
      { quantity: '2.5', delivered: '0', reserved: '0', available: expect.stringMatching(/^\d+$/) },
      {},
    ]);
    expect(await world.admin.get(`sales-orders/${order.id}`)).toEqual(order);
  });

  test('hides and masks from its writer what reading would', async () => {
    const role = await world.admin.create('system/roles', {
      ...{ name: 'Careful', permissions: ['customers.customer.read', 'customers.customer.create'] },
      fieldRules: { customer: { addresses: 'masked', invoiceTitles: 'hidden' } },
    });
    const careful = await world.colleague('Ren Jie', { roleIds: [role.id] });
    const created = await careful.create('customers', { name: 'Masked Ltd' });
    expect(created['addresses']).toMatch(/^\*+$/);
    expect(created).not.toHaveProperty('invoiceTitles');
    expect(await careful.get(`customers/${created.id}`)).toEqual(created);
  });

  test('shows the new name of who was renamed with the next request, and inside the act that renames', async () => {
    const someone = await world.colleague('Old Name');
    const { id, version } = await world.admin.get(`system/users/${someone.id}`);
    const customer = await world.admin.create('customers', { name: 'Named Ltd', ownerId: id });
    expect(customer['owner']).toEqual({ id, name: 'Old Name' });
    await world.admin.change('system/users', { id, version }, { name: 'New Name' });
    for (const shown of [
      await world.admin.get(`customers/${customer.id}`),
      (await world.admin.get<{ items: Shown[] }>('customers?q=Named')).items[0]!,
      await world.admin.create('customers', { name: 'Named Ltd 2', ownerId: id }),
    ])
      expect(shown['owner']).toEqual({ id, name: 'New Name' });

    const [context, lists] = [world.app.get(Context), world.app.get(Lists)];
    const { list } = world.app.get(CustomerService);
    const { sid, sub } = world.app.get(JwtService).decode<{ sid: string; sub: string }>(world.admin.token!);
    const principal = (await world.app.get(Principals).ofSession(sid, sub))!;
    const names = await context.run({ principal }, () =>
      world.app.get(UnitOfWork).run(
        async () => {
          const before = await lists.get<Shown>(list, customer.id);
          await world.app.get(Rows).update(User, id, { name: 'Newest' });
          return [before, await lists.get<Shown>(list, customer.id)].map(
            ({ owner }) => (owner as Shown)['name'] as string,
          );
        },
        { dryRun: true },
      ),
    );
    expect(names).toEqual(['New Name', 'Newest']);
    expect(await world.admin.get(`customers/${customer.id}`)).toMatchObject({ owner: { name: 'New Name' } });
  });
});
