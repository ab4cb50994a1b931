import { Injectable } from '@nestjs/common';
import { product } from '@guanxi/shared/inventory';
import { searchKeys, sortKey } from '@guanxi/shared/kernel';
import { Db } from '../../../kernel/db/db.js';
import { DomainError, invalid } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import { CategoryService } from '../category/category.service.js';
import type { ProductInput } from './product.dto.js';
import { Product, type ProductUnit } from './product.entity.js';

const BLANK = {
  ...{ nameEn: null, categoryId: null, specification: null, kind: 'goods', units: [], barcode: null },
  ...{ salePrice: null, purchasePrice: null, note: null },
} as const;
/** What clearing a field leaves. */
const CLEARED: Partial<Record<keyof ProductInput, unknown>> = { kind: 'goods', units: [] };

@Injectable()
export class ProductService implements RecordHandler<ProductInput, Product> {
  readonly definition = product;
  readonly entity = Product;
  readonly list = defineList({
    definition: product,
    entity: Product,
    detail: ['note'],
    refs: { category: { table: 'category', code: 'code' } },
    computed: {
      taxRate: { sql: 'trim_scale(t.tax_rate)', type: 'numeric' },
      salePrice: { sql: 'trim_scale(t.sale_price)', type: 'numeric' },
      purchasePrice: { sql: 'trim_scale(t.purchase_price)', type: 'numeric' },
    },
    filters: [
      ...[
        'id',
        'code',
        'name',
        'nameEn',
        'categoryId',
        'specification',
        'kind',
        'unit',
        'barcode',
        'taxRate',
        'salePrice',
        'purchasePrice',
      ],
      ...['createdAt', 'archived'],
    ],
    sorts: ['createdAt', 'sortKey', 'code'],
    defaultSort: 'sortKey',
    searchable: ['name', 'nameEn', 'code', 'barcode'],
  });

  constructor(
    private readonly store: RecordStore,
    private readonly categories: CategoryService,
    private readonly db: Db,
  ) {}

  async build(input: Partial<ProductInput>, record: Product, isNew: boolean): Promise<void> {
    const before = { unit: record.unit, kind: record.kind, categoryId: record.categoryId };
    if (isNew) Object.assign(record, BLANK);
    for (const [name, value] of Object.entries(input)) {
      // A cleared barcode must not meet another cleared one.
      if (value !== undefined)
        Object.assign(record, { [name]: (value === '' ? null : value) ?? CLEARED[name as keyof ProductInput] ?? null });
    }
    if (record.categoryId && record.categoryId !== before.categoryId)
      await this.store.choose(this.categories, record.categoryId, 'categoryId');
    if (!isNew && (record.unit !== before.unit || record.kind !== before.kind)) await this.assertNeverMoved(record.id);
    record.units = record.units.map(({ unit, numerator, denominator }) => ({ unit, numerator, denominator }));
    assertDistinct(record.unit, record.units);
    const keys = searchKeys([record.name, record.nameEn], [record.code, record.barcode]);
    Object.assign(record, { sortKey: sortKey(record.name), ...keys });
  }

  /** The ledger counts in the base unit, so it stays once there are movements; so does what is stocked at all. */
  private async assertNeverMoved(id: string): Promise<void> {
    if (await this.db.one('SELECT 1 FROM stock_ledger WHERE product_id = $1 LIMIT 1', [id]))
      throw new DomainError('record.in-use');
  }
}

/** @throws DomainError 400 for a unit that is named twice, or like the base unit. */
function assertDistinct(base: string, units: readonly ProductUnit[]): void {
  const names = [base, ...units.map(({ unit }) => unit)];
  const repeated = units.flatMap(({ unit }, index) =>
    names.indexOf(unit) < index + 1 ? [{ pointer: `/units/${index}/unit`, code: 'repeated' as const }] : [],
  );
  if (repeated.length > 0) throw invalid(repeated);
}
