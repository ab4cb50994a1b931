import { Check, Entity, Index } from 'typeorm';
import {
  JsonColumn,
  QuantityColumn,
  RateColumn,
  RefColumn,
  TextArrayColumn,
  TextColumn,
} from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { Category } from '../category/category.entity.js';

/** An alternative unit: one of it is `numerator / denominator` base units, exactly. */
export interface ProductUnit {
  readonly unit: string;
  readonly numerator: string;
  readonly denominator: string;
}

/** Something that is bought, stocked and sold; `service` is sold without stock. */
@Entity()
@Index(['createdAt', 'id'])
@Index(['sortKey', 'id'])
@Index('ix_product_grams', { synchronize: false })
@Check('ck_product_kind', `kind IN ('goods', 'service')`)
export class Product extends MasterRecord {
  @TextColumn({ unique: true }) code!: string;
  @TextColumn() name!: string;
  @TextColumn() sortKey!: string;
  @TextColumn({ nullable: true }) nameEn!: string | null;
  @RefColumn(() => Category, { nullable: true }) categoryId!: string | null;
  @TextColumn({ nullable: true }) specification!: string | null;
  @TextColumn() kind!: 'goods' | 'service';
  /** Base unit, in which the ledger counts. */
  @TextColumn() unit!: string;
  @JsonColumn() units!: ProductUnit[];
  @TextColumn({ nullable: true, unique: true }) barcode!: string | null;
  /** Per cent. */
  @RateColumn() taxRate!: string;
  @QuantityColumn({ nullable: true }) salePrice!: string | null;
  @QuantityColumn({ nullable: true }) purchasePrice!: string | null;
  @TextColumn({ nullable: true }) note!: string | null;
  @TextColumn({ select: false }) searchText!: string;
  @TextArrayColumn({ select: false }) grams!: string[];
}
