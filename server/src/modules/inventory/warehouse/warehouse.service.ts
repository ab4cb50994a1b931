import { Injectable } from '@nestjs/common';
import { warehouse } from '@guanxi/shared/inventory';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import { Belonging, UserService } from '../../system/index.js';
import type { WarehouseInput } from './warehouse.dto.js';
import { Warehouse } from './warehouse.entity.js';

@Injectable()
export class WarehouseService implements RecordHandler<WarehouseInput, Warehouse> {
  readonly definition = warehouse;
  readonly entity = Warehouse;
  readonly list = defineList({
    definition: warehouse,
    entity: Warehouse,
    refs: { company: { table: 'company' }, keeper: { table: 'user' } },
    filters: ['companyId', 'code', 'name', 'keeperId', 'negativeAllowed', 'archived'],
    sorts: ['createdAt', 'code'],
    search: 't.name ILIKE $q OR t.code ILIKE $q OR t.address ILIKE $q',
  });

  constructor(
    private readonly store: RecordStore,
    private readonly users: UserService,
    private readonly belonging: Belonging,
    private readonly db: Db,
  ) {}

  async build(input: Partial<WarehouseInput>, record: Warehouse, isNew: boolean): Promise<void> {
    if (isNew) Object.assign(record, { address: null, keeperId: null, negativeAllowed: false });
    const { negativeAllowed, companyId, ...plain } = input;
    record.companyId = await this.belonging.of(record, companyId);
    if (plain.keeperId && plain.keeperId !== record.keeperId)
      await this.store.choose(this.users, plain.keeperId, 'keeperId');
    Object.assign(record, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
    const allowed = negativeAllowed === undefined ? record.negativeAllowed : (negativeAllowed ?? false);
    if (!isNew && allowed !== record.negativeAllowed) await this.assertEmpty(record.id);
    record.negativeAllowed = allowed;
  }

  /** Where a company has one warehouse in use, nobody needs to choose. */
  async onlyOneOf(companyId: string): Promise<string | null> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM warehouse WHERE company_id = $1 AND NOT archived LIMIT 2',
      [companyId],
    );
    return rows.length === 1 ? rows[0]!.id : null;
  }

  /** What of some products is on hand and not reserved in a warehouse, by product; none of those that were never there. */
  async available(warehouseId: string, productIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ productId: string; available: string }>(
      `SELECT product_id AS "productId", on_hand - reserved AS available FROM stock_balance WHERE warehouse_id = $1 AND product_id = ANY($2::uuid[])`,
      [warehouseId, productIds],
    );
    return new Map(rows.map(({ productId, available }) => [productId, available]));
  }

  /** Balances carry a copy of the permission, which their constraint sees. */
  private async assertEmpty(id: string): Promise<void> {
    if (await this.db.one('SELECT 1 FROM stock_balance WHERE warehouse_id = $1 LIMIT 1', [id]))
      throw new DomainError('record.in-use');
  }
}
