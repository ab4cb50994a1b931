import { Check, Entity, Index } from 'typeorm';
import {
  Id,
  InstantColumn,
  IntColumn,
  JsonColumn,
  MoneyColumn,
  RefColumn,
  TextColumn,
  UuidColumn,
} from '../db/columns.js';
import { MasterRecord } from '../records/master-record.js';
import type { FlowCondition, FlowStep } from './flow.js';

/** Who decides on documents of a type. A change is a new version that a second person puts into force. */
@Entity()
@Index(['documentType', 'createdAt', 'id'])
@Check('ck_approval_flow_second_person', `activated_by_id IS NULL OR activated_by_id <> edited_by_id`)
@Check('ck_approval_flow_state', `state IN ('draft', 'active', 'retired')`)
export class ApprovalFlow extends MasterRecord {
  @TextColumn() documentType!: string;
  @TextColumn() name!: string;
  @TextColumn() state!: 'draft' | 'active' | 'retired';
  /** Flows are tried from the highest priority down; the first whose conditions hold is taken. */
  @IntColumn() priority!: number;
  @JsonColumn() conditions!: FlowCondition[];
  @JsonColumn() steps!: FlowStep[];
  @RefColumn('User', { nullable: true }) editedById!: string | null;
  @RefColumn('User', { nullable: true }) activatedById!: string | null;
}

/** The authors of a revision: creator, editors, submitter, beneficiaries. Filled by triggers, never changed. */
@Entity()
@Index(['documentId', 'revision', 'userId', 'role'], { unique: true })
export class DocumentAuthor {
  @Id() id!: string;
  @TextColumn() documentType!: string;
  @UuidColumn() documentId!: string;
  @IntColumn() revision!: number;
  @RefColumn('User') userId!: string;
  @TextColumn() role!: string;
}

/** One run of a flow over one revision of a document. */
@Entity()
@Index(['documentId', 'submittedAt'])
@Index(['documentId', 'revision'], { unique: true, where: `status IN ('open', 'approved', 'covered')` })
@Check('ck_approval_status', `status IN ('open', 'approved', 'rejected', 'withdrawn', 'covered')`)
export class Approval {
  @Id() id!: string;
  @TextColumn() documentType!: string;
  @UuidColumn() documentId!: string;
  @IntColumn() revision!: number;
  @TextColumn() kind!: 'commitment' | 'release' | 'coverage';
  @RefColumn(() => ApprovalFlow, { nullable: true }) flowId!: string | null;
  @TextColumn() status!: 'open' | 'approved' | 'rejected' | 'withdrawn' | 'covered';
  /** The approval of the commitment that covers this execution. */
  @RefColumn(() => Approval, { nullable: true }) coveredById!: string | null;
  /** What the inbox shows: number, title, amount as they were submitted. */
  @TextColumn({ nullable: true }) number!: string | null;
  @TextColumn() title!: string;
  @MoneyColumn({ nullable: true }) amount!: string | null;
  @TextColumn({ nullable: true }) currency!: string | null;
  /** The document as it was submitted. */
  @JsonColumn() snapshot!: unknown;
  @JsonColumn() steps!: { no: number; name: string; mode: string }[];
  @RefColumn('User') submittedById!: string;
  @InstantColumn() submittedAt!: Date;
  @InstantColumn({ nullable: true }) completedAt!: Date | null;
}

/** One person's part in a step. */
@Entity()
@Index(['assigneeId', 'state', 'openedAt'])
@Index(['approvalId', 'stepNo', 'seq'])
@Index(['documentId', 'assigneeId'])
@Check('ck_approval_task_state', `state IN ('waiting', 'open', 'approved', 'rejected', 'transferred', 'cancelled')`)
export class ApprovalTask {
  @Id() id!: string;
  @RefColumn(() => Approval) approvalId!: string;
  @UuidColumn() documentId!: string;
  @IntColumn() stepNo!: number;
  @IntColumn() seq!: number;
  @RefColumn('User') assigneeId!: string;
  @TextColumn() state!: 'waiting' | 'open' | 'approved' | 'rejected' | 'transferred' | 'cancelled';
  @InstantColumn({ nullable: true }) openedAt!: Date | null;
  @InstantColumn({ nullable: true }) decidedAt!: Date | null;
}

/** A decision; insert-only, refused by the database when its decider is an author of the revision. */
@Entity()
@Index(['approvalId', 'at'])
export class ApprovalDecision {
  @Id() id!: string;
  @RefColumn(() => Approval) approvalId!: string;
  @RefColumn(() => ApprovalTask) taskId!: string;
  @UuidColumn() documentId!: string;
  @IntColumn() revision!: number;
  @RefColumn('User') deciderId!: string;
  @TextColumn() decision!: 'approve' | 'reject' | 'transfer';
  @TextColumn({ nullable: true }) comment!: string | null;
  @InstantColumn() at!: Date;
}
