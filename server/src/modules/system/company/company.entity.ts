import { Check, Entity, Index } from 'typeorm';
import { BooleanColumn, TextColumn, UuidArrayColumn } from '../../../kernel/db/columns.js';
import type { ReleasePolicy } from '@guanxi/shared/documents';
import { MasterRecord } from '../../../kernel/records/master-record.js';

/** An own legal entity. */
@Entity()
@Index(['createdAt', 'id'])
@Check('ck_company_release_policy', `release_policy IN ('release', 'covered', 'strict')`)
@Check('ck_company_language', `language IN ('zh-CN', 'en')`)
export class Company extends MasterRecord {
  @TextColumn({ unique: true }) name!: string;
  @TextColumn() country!: string;
  @TextColumn() timeZone!: string;
  @TextColumn() language!: 'zh-CN' | 'en';
  @TextColumn() baseCurrency!: string;
  @TextColumn() preset!: string;
  /** Made with invented data; only here may one switch between users. */
  @BooleanColumn() demo!: boolean;
  /** Who decides when nobody in the line may; at least two people. */
  @UuidArrayColumn() finalPoolIds!: string[];
  /** How executions that stay inside their commitment take effect. */
  @TextColumn({ default: 'release' }) releasePolicy!: ReleasePolicy;
}
