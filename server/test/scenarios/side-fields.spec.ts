import { addDays } from '@guanxi/shared/kernel';
import { DocumentRegistry, type AnyHandler } from '../../src/kernel/documents/registry.js';
import type { Actor, Shown } from '../support/actor.js';
import { approved, FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const VALUES: Readonly<Record<string, unknown>> = {
  ...{ note: 'Gate 3', tags: ['urgent'], promisedDate: '2026-12-24', customerOrderNo: 'PO-7' },
  ...{ carrier: 'SF', trackingNo: 'SF-1', receivedDate: '2026-12-24', reference: 'Slip 9' },
};

/** Every document type, also later ones. */
describe('What stays open in a document in force, and what is taken from it', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  let handlers: AnyHandler[];
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
    handlers = world.app.get(DocumentRegistry).all();
  });
  afterAll(() => world.stop());

  const inForce = async ({ definition: { type, path } }: AnyHandler): Promise<Shown> =>
    approved(ground, path, await FACTORIES[type]!(ground, admin));

  test('side fields are changed and noted on the timeline; state, revision and approval stay', async () => {
    for (const handler of handlers) {
      const { type, path, sideFields } = handler.definition;
      const document = await inForce(handler);
      const input = Object.fromEntries(sideFields.map((field) => [field, VALUES[field]]));
      const changed = await admin.change(path, document, input);
      const { status, revision, number, version } = document;
      expect([type, changed]).toEqual([type, expect.objectContaining({ ...input, status, revision, number })]);
      expect(changed.version).toBe(version + 1);
      const { items } = await admin.get<{ items: Shown[] }>(`${path}/${document.id}/timeline`);
      const noted = (items[0]!['changes'] as { field: string }[]).map(({ field }) => field);
      expect([type, noted.sort()]).toEqual([type, [...sideFields].sort()]);
      const mixed = { ...input, date: '2026-11-02' };
      const refused = await admin.send('patch', `${path}/${document.id}`, mixed, { 'If-Match': '*' });
      expect([type, refused.status, refused.body.code]).toEqual([type, 409, 'document.state']);
    }
    expect(await world.verify()).toEqual([]);
  }, 60_000);

  test('a copy is a draft of who made it, about the same, with no number and no approval', async () => {
    const copier = await world.colleague('Sun Qian', { superiorId: world.second.id });
    for (const handler of handlers) {
      const { type, path } = handler.definition;
      const document = await inForce(handler);
      const copy = await copier.create(`${path}/${document.id}/copy`, {});
      const fresh = { status: 'draft', number: null, revision: 1, submittedAt: null, effectiveAt: null };
      expect([type, copy]).toEqual([
        type,
        expect.objectContaining({ ...fresh, createdBy: expect.objectContaining({ id: copier.id }) }),
      ]);
      expect([type, copy['amount']]).toEqual([type, document['amount']]);
      const ids = (one: Shown): string[] => ((one['lines'] as Shown[] | undefined) ?? []).map(({ id }) => id);
      expect([type, ids(copy).filter((id) => ids(document).includes(id))]).toEqual([type, []]);
      expect(await copier.get(`${path}/${copy.id}/approval`)).toMatchObject({ current: null, history: [] });
      expect((await admin.get(`${path}/${document.id}`)).version).toBe(document.version);
    }
  }, 60_000);

  test('a copy leaves behind what came of the document and what it came from; what falls due does so as long after it', async () => {
    const { customer, warehouse, account } = ground;
    const claim = await inForce(handlers.find(({ definition: { type } }) => type === 'expense')!);
    const paid = await world.second.act('office/expenses', claim, 'reimburse', { fundAccountId: account.id });
    const claimed = await admin.create(`office/expenses/${paid.id}/copy`, {});
    expect(paid['reimbursedDate']).not.toBeNull();
    expect(claimed).toMatchObject({ status: 'draft', fundAccount: null, reimbursedDate: null });

    const quoted = await approved(ground, 'sales-orders/quotations', await FACTORIES['quotation']!(ground, admin));
    const order = await admin.create(`sales-orders/quotations/${quoted.id}/order`, {
      ...{ warehouseId: warehouse.id, promisedDate: '2026-12-24', customerOrderNo: 'PO-7' },
    });
    const sold = await approved(ground, 'sales-orders', order);
    const again = await admin.create(`sales-orders/${sold.id}/copy`, {});
    expect(again).toMatchObject({ quotation: null, promisedDate: null, customerOrderNo: null, creditExcess: '0' });
    // The quotation is used up; the copy stands for itself and takes effect.
    expect((await approved(ground, 'sales-orders', again))['status']).toBe('effective');

    const owed = await admin.create('sales-orders/opening-balances', {
      ...{ customerId: customer.id, amount: '10', date: '2026-01-31', dueDate: '2026-03-02' },
    });
    const later = await admin.create(`sales-orders/opening-balances/${owed.id}/copy`, {});
    expect(later['dueDate']).toBe(addDays(later['date'] as string, 30));
    expect(await world.verify()).toEqual([]);
  });

  test('tags are put on and taken off beside the content: the version stays', async () => {
    const claim = await FACTORIES['expense']!(ground, admin);
    const tagged = await admin.change('office/expenses', claim, { tags: ['urgent'] });
    expect(tagged).toMatchObject({ tags: ['urgent'], version: claim.version });
    const both = await admin.change('office/expenses', claim, { tags: [], purpose: 'Visit' });
    expect(both).toMatchObject({ tags: [], purpose: 'Visit', version: claim.version + 1 });
    await admin.act('office/expenses', both, 'submit');
    expect(await world.verify()).toEqual([]);
  });
});
