import { Injectable } from '@nestjs/common';
import { Companies } from '../auth/ports.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import type { AnyHandler } from '../documents/registry.js';
import type { DocumentHeader, DocumentLine } from '../documents/document.entity.js';

/** How a submission comes to be approved: decided by the flows of a type, or covered by an approval that exists. */
export type Way = Decision | { readonly kind: 'coverage'; readonly approvalId: string };

/** By which flows people decide: those of the type, or of what it executes. */
export interface Decision {
  readonly kind: 'commitment' | 'release';
  readonly flowType: string;
}

/** The latest approval of the only commitment of an execution, unless who approved there wrote or submits the execution. */
const COVERING = `
SELECT c.id FROM approval c
WHERE c.document_id = (SELECT min(m.commitment_id::text)::uuid FROM document_commitment m WHERE m.document_type = $1 AND m.document_id = $2
    HAVING count(DISTINCT m.commitment_id) = 1)
  AND c.status = 'approved' AND is_covered(c.id, $1, $2, $3)
  AND NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval_id = c.id AND d.decision = 'approve' AND d.decider_id = $4)
  AND NOT EXISTS (SELECT 1 FROM approval l WHERE l.document_id = c.document_id AND l.status = 'approved' AND l.revision > c.revision)`;

/** Decides how executions are approved, by what the company wants. Commitments always take their own flow. */
@Injectable()
export class Executions {
  constructor(
    private readonly companies: Companies,
    private readonly db: Db,
    private readonly context: Context,
  ) {}

  /** Whether a document stays inside what its commitment says, where that decides anything. */
  async isInside(handler: AnyHandler, document: DocumentHeader, lines: DocumentLine[]): Promise<boolean> {
    const { kind } = await this.decisionOf(handler, document.companyId);
    return kind === 'commitment' || ((await handler.isInside?.(document, lines)) ?? true);
  }

  /** The way of a document that the acting user submits, which is inside its commitment or not. */
  async wayOf(handler: AnyHandler, document: DocumentHeader, isInside: boolean): Promise<Way> {
    const { type, executes } = handler.definition;
    const way = await this.decisionOf(handler, document.companyId);
    if (executes === null || way.kind === 'commitment') return way;
    if (!isInside) return { kind: 'commitment', flowType: executes };
    const { releasePolicy } = await this.companies.get(document.companyId);
    const approvalId = releasePolicy === 'covered' ? await this.covering(type, document) : undefined;
    return approvalId ? { kind: 'coverage', approvalId } : way;
  }

  /** How people decide on documents of a type in a company, as long as those stay inside what their commitment says. */
  async decisionOf({ definition }: AnyHandler, companyId: string): Promise<Decision> {
    const { type, executes } = definition;
    if (executes === null) return { kind: 'commitment', flowType: type };
    const { releasePolicy } = await this.companies.get(companyId);
    return releasePolicy === 'strict'
      ? { kind: 'commitment', flowType: executes }
      : { kind: 'release', flowType: type };
  }

  private async covering(type: string, { id, revision }: DocumentHeader): Promise<string | undefined> {
    const { userId } = this.context.principal;
    return (await this.db.one<{ id: string }>(COVERING, [type, id, revision, userId]))?.id;
  }
}
