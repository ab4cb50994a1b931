import { Injectable } from '@nestjs/common';
import type { DocumentAct } from '@guanxi/shared/documents';
import { Approvals, type OpenRun } from '../approvals/approvals.js';
import { Executions } from '../approvals/executions.js';
import type { FieldChange } from '../audit/audit.js';
import { DomainError } from '../errors/domain-error.js';
import type { ExpectedVersion } from '../http/version.js';
import { Numbering } from '../numbering/numbering.js';
import { said, type ActInput } from './act-input.js';
import { Amendments } from './amendments.js';
import { Settlements } from './settlements.js';
import type { DocumentHeader } from './document.entity.js';
import { DocumentStore, type Loaded } from './document-store.js';
import type { AnyHandler } from './registry.js';

/** Acts that end a document; while an amendment is open all others are about the amendment. */
const ENDS: readonly DocumentAct[] = ['close', 'void'];
/** Acts on the run that waits for decisions. */
const ON_RUNS: readonly DocumentAct[] = ['approve', 'reject', 'transfer', 'withdraw'];
const NEEDS_REASON: readonly DocumentAct[] = ['reject', 'close', 'void'];

/**
 * Acts on documents: lock → state → veto → approval → effects → status → audit, in this order, in one transaction.
 * `effective` is reached through the last approval only; triggers hold that too.
 */
@Injectable()
export class Lifecycle {
  constructor(
    private readonly store: DocumentStore,
    private readonly approvals: Approvals,
    private readonly numbering: Numbering,
    private readonly settlements: Settlements,
    private readonly amendments: Amendments,
    private readonly executions: Executions,
  ) {}

  async perform<View>(
    handler: AnyHandler,
    id: string,
    expected: ExpectedVersion,
    act: DocumentAct,
    input: ActInput = {},
  ): Promise<View> {
    const [loaded, amendment, run] = await Promise.all([
      this.store.lock(handler, id, expected, act),
      handler.definition.lifecycle.amend ? this.amendments.openOf(id) : undefined,
      ON_RUNS.includes(act) ? this.approvals.openRun(id) : undefined,
    ]);
    if (NEEDS_REASON.includes(act) && !input.reason?.trim()) throw new DomainError('document.reason');
    if (amendment && !ENDS.includes(act))
      return this.amendments.perform(handler, { loaded, amendment, run }, act, input);
    this.store.assertState(handler, loaded.document, act);
    if (amendment) throw new DomainError('amendment.open');
    const before = { ...loaded.document };
    const from = before.status;
    if (act !== 'submit') await handler.check?.(loaded.document, loaded.lines, act);
    const noted = await this.act(handler, { loaded, before, run }, act, input);
    await this.store.save(handler, loaded.document, before);
    const tookEffect = before.status === 'pending' && loaded.document.status === 'effective';
    if (tookEffect && handler.definition.progress.includes('settlement')) {
      await this.settlements.settleStatus([{ id, documentType: handler.definition.type }]);
    }
    const changes = [...changesOf(from, loaded.document.status, input), ...noted];
    await this.store.note(handler, act, loaded.document, changes);
    return this.store.view<View>(handler, id);
  }

  /** Performs an act on a locked document; answers what the audit log notes of it besides the status. */
  private async act(
    handler: AnyHandler,
    { loaded, before, run }: { loaded: Loaded; before: DocumentHeader; run: OpenRun | undefined },
    act: DocumentAct,
    input: ActInput,
  ): Promise<FieldChange[]> {
    const { document } = loaded;
    switch (act) {
      case 'submit':
        return this.submit(handler, loaded, before);
      case 'approve':
        if (await this.approvals.approve(run, input.comment ?? null)) await this.takeEffect(handler, loaded);
        return [];
      case 'reject':
        await this.approvals.reject(run, input.reason!);
        document.status = 'rejected';
        return [];
      case 'transfer':
        return this.approvals.transfer(run, input.userId ?? '', input.reason ?? null);
      case 'withdraw':
        await this.approvals.withdraw(run);
        document.status = 'draft';
        return [];
      case 'close':
      case 'void':
        await this.store.holdOpen(document, await this.dayOf(act, document));
        await handler.effects?.[act]?.(document, loaded.lines);
        document.status = act === 'close' ? 'closed' : 'void';
        return [];
      default:
        throw new DomainError('document.state', { state: document.status, act });
    }
  }

  /** What is voided is undone on its own day; that the rest will not happen is said today. */
  private async dayOf(act: 'close' | 'void', { companyId, date }: Loaded['document']): Promise<string> {
    return act === 'close' ? this.store.today(companyId) : date;
  }

  private async submit(handler: AnyHandler, loaded: Loaded, before: DocumentHeader): Promise<FieldChange[]> {
    const { document, lines } = loaded;
    const [authors, isInside] = await Promise.all([
      this.approvals.authorsOf(document.id, document.revision),
      this.executions.isInside(handler, document, lines),
      handler.check?.(document, lines, 'submit'),
      this.store.assertOpen(document),
      this.store.assertSources(handler, loaded),
    ]);
    if (handler.lines && !handler.lines.optional && lines.length === 0) throw new DomainError('document.empty');
    this.store.stampSubmission(document);
    document.status = 'pending';
    const submission = { type: handler.definition.type, document, snapshot: { document, lines } };
    const way = await this.executions.wayOf(handler, document, isInside);
    // A number is taken when nothing stands in the way of the submission any more, so that a refusal leaves no gap.
    if (way.kind !== 'coverage') {
      const deciders = await this.approvals.decidersOf({ way, document }, authors);
      await this.number(handler, document);
      return this.approvals.open({ ...submission, way }, deciders);
    }
    await this.number(handler, document);
    // Who submits is an author before the database looks whether the approval that exists is by somebody else.
    await this.store.stage(handler, document, before);
    Object.assign(before, document);
    const noted = await this.approvals.cover(submission, way.approvalId);
    await handler.check?.(document, lines, 'approve');
    await this.takeEffect(handler, loaded);
    return noted;
  }

  /** Numbers a document of a fast series; gapless ones are numbered when they take effect. */
  private async number({ definition }: AnyHandler, document: DocumentHeader): Promise<void> {
    const pattern = await this.numbering.patternOf(definition, document.companyId);
    if (document.number === null && !pattern.gapless)
      document.number = await this.numbering.next(definition, document, pattern);
  }

  private async takeEffect(handler: AnyHandler, { document, lines }: Loaded): Promise<void> {
    Object.assign(document, { status: 'effective', effectiveAt: new Date() });
    // In this order on one connection; whatever follows a refusal is taken back with it.
    await Promise.all([this.store.holdOpen(document), handler.effects?.effective?.(document, lines)]);
    const pattern = await this.numbering.patternOf(handler.definition, document.companyId);
    if (document.number === null) document.number = await this.numbering.next(handler.definition, document, pattern);
  }
}

const changesOf = (from: string, to: string, input: ActInput): FieldChange[] => [
  ...(from === to ? [] : [{ field: 'status', from, to }]),
  ...said(input),
];
