import { Check, Entity, Index } from 'typeorm';
import { MoneyColumn, RateColumn, RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { OpenItem } from '../../../kernel/documents/settlement.entity.js';
import { DocumentHeader, DocumentLine } from '../../../kernel/documents/document.entity.js';
import { Customer } from '../../customers/index.js';
import { FundAccount } from '../../system/index.js';

/** Money from a customer (销售结算); what settles no invoice is a deposit. */
@Entity()
@Index(['customerId', 'createdAt'])
@Check('ck_receipt_amount', 'amount > 0')
export class Receipt extends DocumentHeader {
  @RefColumn(() => Customer) customerId!: string;
  @RefColumn(() => FundAccount) fundAccountId!: string;
  @TextColumn() method!: string;
  @TextColumn({ nullable: true }) reference!: string | null;
  @RateColumn() exchangeRate!: string;
  /** In the company's base currency. */
  @MoneyColumn() baseAmount!: string;
}

/** So much of the receipt for that open item. */
@Entity()
@Index(['documentId', 'lineNo'])
@Check('ck_receipt_line_amount', 'amount > 0')
export class ReceiptLine extends DocumentLine {
  @RefColumn(() => OpenItem) itemId!: string;
  @MoneyColumn() amount!: string;
}
