import { Injectable } from '@nestjs/common';
import { approvalFlow } from '@guanxi/shared/system';
import { ApprovalFlow } from '../../../kernel/approvals/approval.entity.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { Rows } from '../../../kernel/db/rows.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { assertVersion, type ExpectedVersion } from '../../../kernel/http/version.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import type { ApprovalFlowInput, ApprovalFlowPatch, ApprovalFlowView } from './approval-flow.dto.js';
import { FlowInput } from './flow-input.js';

/** What a draft is made from; `withdraws` asks to take the flow of its name out of force. */
interface Draft extends ApprovalFlowInput {
  readonly withdraws?: boolean;
}

/**
 * Who decides on documents. What is in force is never edited: a change is a draft, and somebody who did not write it puts it
 * in force. A flow that always applies stays for every document type.
 */
@Injectable()
export class ApprovalFlowService implements RecordHandler<Draft, ApprovalFlow> {
  readonly definition = approvalFlow;
  readonly entity = ApprovalFlow;
  readonly list = defineList({
    definition: approvalFlow,
    entity: ApprovalFlow,
    refs: { editedBy: { table: 'user' }, activatedBy: { table: 'user' } },
    filters: ['documentType', 'name', 'state', 'priority', 'archived'],
    sorts: ['createdAt'],
    search: 't.name ILIKE $q OR t.document_type ILIKE $q',
  });

  constructor(
    private readonly store: RecordStore,
    private readonly input: FlowInput,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly context: Context,
  ) {}

  async build(input: Partial<Draft>, record: ApprovalFlow, isNew: boolean): Promise<void> {
    if (isNew) {
      const { type } = this.input.handlerOf(input.documentType!).definition;
      Object.assign(record, { documentType: type, state: 'draft', priority: 0, conditions: [], activatedById: null });
      record.archived = input.withdraws ?? false;
    }
    if (input.name !== undefined) record.name = input.name;
    if (input.priority !== undefined) record.priority = input.priority ?? 0;
    if (input.conditions !== undefined)
      record.conditions = this.input.conditions(record.documentType, input.conditions ?? []);
    if (input.steps !== undefined) record.steps = await this.input.steps(input.steps);
    record.editedById = this.context.principal.userId;
    await this.assertOnlyDraft(record);
  }

  create(input: ApprovalFlowInput): Promise<ApprovalFlowView> {
    return this.draftFrom(input);
  }

  /** Changes a draft; of everything else a new draft is made, and what is in force stays so. */
  async update(id: string, expected: ExpectedVersion, patch: ApprovalFlowPatch): Promise<ApprovalFlowView> {
    const flow = await this.find(id);
    if (flow.state === 'draft')
      return this.store.update<ApprovalFlowView, Draft, ApprovalFlow>(this, id, expected, patch);
    assertVersion(flow.version, expected);
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    ) as ApprovalFlowPatch;
    return this.draftFrom({ ...contentOf(flow), ...given });
  }

  /** Proposes to take an active flow out of force, for somebody else to activate. */
  async retire(id: string, expected: ExpectedVersion): Promise<ApprovalFlowView> {
    const flow = await this.find(id);
    assertVersion(flow.version, expected);
    if (flow.state !== 'active') throw new DomainError('document.state', { state: flow.state, act: 'retire' });
    await this.lock(flow.documentType);
    await this.assertRemains(flow.documentType, flow.name);
    return this.draftFrom({ ...contentOf(flow), withdraws: true });
  }

  /**
   * Puts a draft in force in place of the active flow of its name.
   * @throws DomainError 403 for whoever wrote it, 409 when no flow that always applies would be left.
   */
  async activate(id: string, expected: ExpectedVersion): Promise<ApprovalFlowView> {
    const { documentType } = await this.find(id);
    await this.lock(documentType);
    return this.store.change<ApprovalFlowView, ApprovalFlow>(this, id, expected, 'activate', async (flow) => {
      if (flow.state !== 'draft') throw new DomainError('document.state', { state: flow.state, act: 'activate' });
      const { userId } = this.context.principal;
      if ((await this.authorsOf(flow)).has(userId)) throw new DomainError('approval.author');
      if (flow.archived || flow.conditions.length > 0) await this.assertRemains(documentType, flow.name);
      await this.retireNamed(flow);
      Object.assign(flow, { state: flow.archived ? 'retired' : 'active', activatedById: userId });
    });
  }

  /** Removes a draft; what was in force stays for the approvals that followed it. */
  async remove(id: string, expected: ExpectedVersion): Promise<void> {
    const flow = await this.find(id);
    if (flow.state !== 'draft') throw new DomainError('record.in-use');
    await this.store.remove(this, id, expected);
  }

  private async find(id: string): Promise<ApprovalFlow> {
    const flow = await this.rows.find(ApprovalFlow, id);
    if (!flow) throw new DomainError('record.not-found');
    return flow;
  }

  private draftFrom(draft: Draft): Promise<ApprovalFlowView> {
    return this.store.create<ApprovalFlowView, Draft, ApprovalFlow>(this, draft);
  }

  /** Whoever wrote any version of a draft, also when somebody else wrote the last one. */
  private async authorsOf(flow: ApprovalFlow): Promise<Set<string | null>> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT DISTINCT actor_id AS id FROM audit_log WHERE record_id = $1 AND action IN ('create', 'update')`,
      [flow.id],
    );
    return new Set([flow.editedById, ...rows.map((row) => row.id)]);
  }

  private async retireNamed({ documentType, name }: ApprovalFlow): Promise<void> {
    const replaced = await this.rows.where(ApprovalFlow, { documentType, name, state: 'active' });
    for (const { id } of replaced) {
      await this.store.change(this, id, 'any', 'retire', (record: ApprovalFlow) => {
        record.state = 'retired';
      });
    }
  }

  /** @throws DomainError 409 when no flow that always applies is left besides the ones of this name. */
  private async assertRemains(documentType: string, name: string): Promise<void> {
    const active = await this.rows.where(ApprovalFlow, { documentType, state: 'active', archived: false });
    if (!active.some((flow) => flow.name !== name && flow.conditions.length === 0))
      throw new DomainError('record.in-use');
  }

  /** One draft of a name at a time, so that it is clear what an activation puts in force. */
  private async assertOnlyDraft({ id, documentType, name }: ApprovalFlow): Promise<void> {
    const drafts = await this.rows.where(ApprovalFlow, { documentType, name, state: 'draft' });
    if (drafts.some((draft) => draft.id !== id)) throw new DomainError('record.exists', { value: name });
  }

  /** Changes of what is in force for a document type happen one after the other. */
  private async lock(documentType: string): Promise<void> {
    await this.db.send('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`approval-flow ${documentType}`]);
  }
}

const contentOf = ({ documentType, name, priority, conditions, steps }: ApprovalFlow): ApprovalFlowInput => ({
  ...{ documentType, name, priority, conditions: [...conditions], steps: [...steps] },
});
