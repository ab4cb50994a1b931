import { Check, Entity, Index } from 'typeorm';
import {
  IntColumn,
  JsonColumn,
  MoneyColumn,
  RefColumn,
  TextArrayColumn,
  TextColumn,
} from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { Department, User } from '../../system/index.js';

/** An address of a customer. */
export interface CustomerAddress {
  readonly kind: 'registered' | 'delivery' | 'invoice';
  readonly recipient?: string | null;
  readonly phone?: string | null;
  readonly region?: string | null;
  readonly city?: string | null;
  readonly street: string;
  readonly postalCode?: string | null;
  readonly country?: string | null;
}

/** What an invoice to the customer is headed with (开票信息). */
export interface InvoiceTitle {
  readonly title: string;
  readonly taxNo?: string | null;
  readonly address?: string | null;
  readonly phone?: string | null;
  readonly bankName?: string | null;
  readonly bankAccount?: string | null;
}

/** An enterprise or person that buys from us. */
@Entity()
@Index(['createdAt', 'id'])
@Index(['sortKey', 'id'])
@Index(['ownerId', 'createdAt', 'id'])
@Index('ix_customer_grams', { synchronize: false })
@Check('ck_customer_type', `type IN ('enterprise', 'person')`)
@Check('ck_customer_credit_limit', 'credit_limit IS NULL OR credit_limit >= 0')
export class Customer extends MasterRecord {
  @TextColumn({ unique: true }) code!: string;
  @TextColumn() name!: string;
  @TextColumn() sortKey!: string;
  @TextColumn({ nullable: true }) shortName!: string | null;
  @TextColumn({ nullable: true }) nameEn!: string | null;
  @TextColumn() type!: 'enterprise' | 'person';
  @TextColumn({ nullable: true }) industry!: string | null;
  @TextColumn({ nullable: true }) region!: string | null;
  @TextColumn({ nullable: true }) level!: string | null;
  @TextColumn({ nullable: true }) stage!: string | null;
  @TextColumn({ nullable: true }) source!: string | null;
  @RefColumn(() => User) ownerId!: string;
  @RefColumn(() => Department, { nullable: true }) departmentId!: string | null;
  /** The group or parent company. */
  @RefColumn(() => Customer, { nullable: true }) groupId!: string | null;
  /** Unified social credit code. */
  @TextColumn({ nullable: true, unique: true }) creditCode!: string | null;
  @TextColumn({ nullable: true }) phone!: string | null;
  @TextColumn({ nullable: true }) website!: string | null;
  /** In the base currency; null means unlimited. */
  @MoneyColumn({ nullable: true }) creditLimit!: string | null;
  @IntColumn() paymentTermDays!: number;
  @JsonColumn() invoiceTitles!: InvoiceTitle[];
  @JsonColumn() addresses!: CustomerAddress[];
  @TextArrayColumn() tags!: string[];
  @TextColumn({ nullable: true }) note!: string | null;
  @TextColumn({ select: false }) searchText!: string;
  @TextArrayColumn({ select: false }) grams!: string[];
}
