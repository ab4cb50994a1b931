import { Check, Entity, Index } from 'typeorm';
import { DateColumn, MoneyColumn, RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { DocumentHeader, DocumentLine } from '../../../kernel/documents/document.entity.js';
import { FundAccount, User } from '../../system/index.js';

/** An expense claim (费用报销). Its beneficiary is an author and never decides on it. */
@Entity()
export class Expense extends DocumentHeader {
  @RefColumn(() => User) beneficiaryId!: string;
  @TextColumn() purpose!: string;
  @RefColumn(() => FundAccount, { nullable: true }) fundAccountId!: string | null;
  @DateColumn({ nullable: true }) reimbursedDate!: string | null;
}

@Entity()
@Index(['documentId', 'lineNo'])
@Check('ck_expense_line_amount', 'amount > 0')
export class ExpenseLine extends DocumentLine {
  @TextColumn() category!: string;
  @DateColumn() date!: string;
  @TextColumn() description!: string;
  @MoneyColumn() amount!: string;
  @TextColumn({ nullable: true }) invoiceNo!: string | null;
}
