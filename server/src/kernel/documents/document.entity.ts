import { Index } from 'typeorm';
import type { DocumentState } from '@guanxi/shared/documents';
import {
  DateColumn,
  Id,
  InstantColumn,
  IntColumn,
  MoneyColumn,
  RefColumn,
  TextArrayColumn,
  TextColumn,
  UuidColumn,
} from '../db/columns.js';

/** Columns that every document has. `title`, `amount` and `currency` are what inbox, chain and lists say about it. */
@Index(['createdAt', 'id'])
@Index(['ownerId', 'createdAt', 'id'])
@Index(['companyId', 'number'], { unique: true, where: 'number IS NOT NULL' })
export abstract class DocumentHeader {
  @Id() id!: string;
  @RefColumn('Company') companyId!: string;
  @TextColumn({ nullable: true }) number!: string | null;
  @TextColumn() status!: DocumentState;
  /** Number of the business content; approvals belong to it. */
  @IntColumn() revision!: number;
  /** Counts changes of the row; the ETag. */
  @IntColumn() version!: number;
  @RefColumn('User') ownerId!: string;
  @RefColumn('Department', { nullable: true }) departmentId!: string | null;
  @DateColumn() date!: string;
  @TextColumn() title!: string;
  @MoneyColumn({ nullable: true }) amount!: string | null;
  @TextColumn({ nullable: true }) currency!: string | null;
  @TextColumn({ nullable: true }) note!: string | null;
  @TextArrayColumn() tags!: string[];
  @RefColumn('User') createdById!: string;
  @InstantColumn() createdAt!: Date;
  /** Who last wrote the content; acts such as an approval leave it alone. */
  @RefColumn('User') editedById!: string;
  @InstantColumn() updatedAt!: Date;
  @RefColumn('User', { nullable: true }) submittedById!: string | null;
  @InstantColumn({ nullable: true }) submittedAt!: Date | null;
  @InstantColumn({ nullable: true }) effectiveAt!: Date | null;
}

/** Columns that every document line has. Ids stay the same through edits and amendments. */
export abstract class DocumentLine {
  @Id() id!: string;
  @UuidColumn() documentId!: string;
  @IntColumn() lineNo!: number;
}
