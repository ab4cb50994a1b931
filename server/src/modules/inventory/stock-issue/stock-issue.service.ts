import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { stockIssue } from '@guanxi/shared/inventory';
import { negate } from '@guanxi/shared/kernel';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import { assignCompany, assignHeader, keepLineId } from '../../../kernel/documents/building.js';
import type { DocumentHandler } from '../../../kernel/documents/handler.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { Products } from '../product/products.js';
import { StockPostings } from '../stock/stock-postings.js';
import { WarehouseService } from '../warehouse/warehouse.service.js';
import type { StockIssueInput } from './stock-issue.dto.js';
import { StockIssue, StockIssueLine } from './stock-issue.entity.js';

@Injectable()
export class StockIssueService implements DocumentHandler<StockIssueInput, StockIssue, StockIssueLine> {
  readonly definition = stockIssue;
  readonly entity = StockIssue;
  readonly list = defineList({
    ...documentListBase,
    definition: stockIssue,
    entity: StockIssue,
    refs: { ...documentListBase.refs, warehouse: { table: 'warehouse', code: 'code' } },
    filters: [...documentListBase.filters, 'warehouseId', 'reason'],
    search: 't.number ILIKE $q OR t.title ILIKE $q',
  });
  readonly lines = {
    entity: StockIssueLine,
    list: defineList({
      definition: stockIssue,
      entity: StockIssueLine,
      omit: ['documentId'],
      refs: { product: { table: 'product', code: 'code' } },
      filters: [],
      sorts: ['lineNo'],
      defaultSort: 'lineNo',
    }),
  };
  readonly effects = {
    effective: (issue: StockIssue, lines: StockIssueLine[]): Promise<void> =>
      this.stock.post(
        this.doer(issue),
        lines.map((line) => this.moveOf(issue, line)),
        { releasing: true },
      ),
    void: (issue: StockIssue): Promise<void> => this.stock.reverse(this.doer(issue)),
  };

  constructor(
    private readonly store: RecordStore,
    private readonly warehouses: WarehouseService,
    private readonly products: Products,
    private readonly stock: StockPostings,
  ) {}

  async build(input: Partial<StockIssueInput>, issue: StockIssue, lines: StockIssueLine[]): Promise<StockIssueLine[]> {
    assignHeader(issue, input);
    if (input.reason) issue.reason = input.reason;
    if (input.warehouseId) {
      const warehouse = await this.store.choose(this.warehouses, input.warehouseId, 'warehouseId');
      assignCompany(issue, warehouse, issue.warehouseId === undefined);
      Object.assign(issue, { warehouseId: warehouse.id, title: warehouse.name });
    }
    if (!input.lines) return lines;
    const resolved = await this.products.resolveStocked(input.lines);
    return input.lines.map((line, index): StockIssueLine => {
      const { product, unit, baseQuantity } = resolved[index]!;
      return {
        ...{
          id: keepLineId(line.id, lines, index) ?? randomUUIDv7(),
          documentId: issue.id,
          lineNo: index + 1,
          productId: product.id,
          unit,
        },
        ...{ quantity: line.quantity, baseQuantity },
      };
    });
  }

  private doer(issue: StockIssue): { type: string; id: string; date: string } {
    return { type: stockIssue.type, id: issue.id, date: issue.date };
  }

  private moveOf(issue: StockIssue, line: StockIssueLine): Parameters<StockPostings['post']>[1][number] {
    return {
      warehouseId: issue.warehouseId,
      productId: line.productId,
      quantity: negate(line.baseQuantity),
      documentLineId: line.id,
    };
  }
}
