import { Check, Entity, Index } from 'typeorm';
import { MoneyColumn, QuantityColumn, RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { DocumentHeader, DocumentLine } from '../../../kernel/documents/document.entity.js';
import { Product } from '../product/product.entity.js';
import { Warehouse } from '../warehouse/warehouse.entity.js';

/** Goods that come in other than by purchase (入库单): opening stock, found, produced, given. */
@Entity()
@Check('ck_stock_entry_reason', `reason IN ('opening', 'found', 'produced', 'gift', 'other')`)
export class StockEntry extends DocumentHeader {
  @RefColumn(() => Warehouse) warehouseId!: string;
  @TextColumn() reason!: 'opening' | 'found' | 'produced' | 'gift' | 'other';
}

@Entity()
@Index(['documentId', 'lineNo'])
@Check('ck_stock_entry_line', 'quantity > 0 AND unit_cost >= 0')
export class StockEntryLine extends DocumentLine {
  @RefColumn(() => Product) productId!: string;
  @TextColumn() unit!: string;
  @QuantityColumn() quantity!: string;
  @QuantityColumn() baseQuantity!: string;
  /** Cost of one `unit`, in the base currency. */
  @QuantityColumn() unitCost!: string;
  @MoneyColumn() cost!: string;
}
