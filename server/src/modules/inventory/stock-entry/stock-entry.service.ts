import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { stockEntry } from '@guanxi/shared/inventory';
import { multiply, round, sum } from '@guanxi/shared/kernel';
import { Companies } from '../../../kernel/auth/ports.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import { assignCompany, assignHeader, keepLineId } from '../../../kernel/documents/building.js';
import type { DocumentHandler } from '../../../kernel/documents/handler.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { Products } from '../product/products.js';
import { StockPostings } from '../stock/stock-postings.js';
import { WarehouseService } from '../warehouse/warehouse.service.js';
import type { StockEntryInput } from './stock-entry.dto.js';
import { StockEntry, StockEntryLine } from './stock-entry.entity.js';

const COST_DIGITS = 4;

@Injectable()
export class StockEntryService implements DocumentHandler<StockEntryInput, StockEntry, StockEntryLine> {
  readonly definition = stockEntry;
  readonly entity = StockEntry;
  readonly list = defineList({
    ...documentListBase,
    definition: stockEntry,
    entity: StockEntry,
    refs: { ...documentListBase.refs, warehouse: { table: 'warehouse', code: 'code' } },
    filters: [...documentListBase.filters, 'warehouseId', 'reason'],
    search: 't.number ILIKE $q OR t.title ILIKE $q',
  });
  readonly lines = {
    entity: StockEntryLine,
    list: defineList({
      definition: stockEntry,
      entity: StockEntryLine,
      omit: ['documentId'],
      refs: { product: { table: 'product', code: 'code' } },
      filters: [],
      sorts: ['lineNo'],
      defaultSort: 'lineNo',
    }),
  };
  readonly effects = {
    effective: (entry: StockEntry, lines: StockEntryLine[]): Promise<void> =>
      this.stock.post(
        this.doer(entry),
        lines.map((line) => this.moveOf(entry, line)),
      ),
    void: (entry: StockEntry): Promise<void> => this.stock.reverse(this.doer(entry)),
  };

  constructor(
    private readonly store: RecordStore,
    private readonly warehouses: WarehouseService,
    private readonly products: Products,
    private readonly companies: Companies,
    private readonly stock: StockPostings,
  ) {}

  async build(input: Partial<StockEntryInput>, entry: StockEntry, lines: StockEntryLine[]): Promise<StockEntryLine[]> {
    assignHeader(entry, input);
    if (input.reason) entry.reason = input.reason;
    if (input.warehouseId) {
      const warehouse = await this.store.choose(this.warehouses, input.warehouseId, 'warehouseId');
      assignCompany(entry, warehouse, entry.warehouseId === undefined);
      Object.assign(entry, { warehouseId: warehouse.id, title: warehouse.name });
    }
    if (!input.lines) return lines;
    const resolved = await this.products.resolveStocked(input.lines);
    const built = input.lines.map((line, index): StockEntryLine => {
      const { product, unit, baseQuantity } = resolved[index]!;
      return {
        ...{
          id: keepLineId(line.id, lines, index) ?? randomUUIDv7(),
          documentId: entry.id,
          lineNo: index + 1,
          productId: product.id,
          unit,
        },
        ...{
          quantity: line.quantity,
          baseQuantity,
          unitCost: line.unitCost,
          cost: round(multiply(line.quantity, line.unitCost), COST_DIGITS),
        },
      };
    });
    const { baseCurrency } = await this.companies.get(entry.companyId);
    Object.assign(entry, { amount: sum(built.map((line) => line.cost)), currency: baseCurrency });
    return built;
  }

  private doer(entry: StockEntry): { type: string; id: string; date: string } {
    return { type: stockEntry.type, id: entry.id, date: entry.date };
  }

  private moveOf(entry: StockEntry, line: StockEntryLine): Parameters<StockPostings['post']>[1][number] {
    return {
      warehouseId: entry.warehouseId,
      productId: line.productId,
      quantity: line.baseQuantity,
      value: line.cost,
      documentLineId: line.id,
    };
  }
}
