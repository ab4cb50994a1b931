import { Check, Entity, Index } from 'typeorm';
import { QuantityColumn, RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { DocumentHeader, DocumentLine } from '../../../kernel/documents/document.entity.js';
import { Product } from '../product/product.entity.js';
import { Warehouse } from '../warehouse/warehouse.entity.js';

/** Goods that go out other than by sale (出库单): used up, scrapped, lost, given. */
@Entity()
@Check('ck_stock_issue_reason', `reason IN ('used', 'scrap', 'lost', 'gift', 'other')`)
export class StockIssue extends DocumentHeader {
  @RefColumn(() => Warehouse) warehouseId!: string;
  @TextColumn() reason!: 'used' | 'scrap' | 'lost' | 'gift' | 'other';
}

@Entity()
@Index(['documentId', 'lineNo'])
@Check('ck_stock_issue_line', 'quantity > 0')
export class StockIssueLine extends DocumentLine {
  @RefColumn(() => Product) productId!: string;
  @TextColumn() unit!: string;
  @QuantityColumn() quantity!: string;
  @QuantityColumn() baseQuantity!: string;
}
