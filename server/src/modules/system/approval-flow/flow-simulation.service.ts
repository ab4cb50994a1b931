import { Injectable } from '@nestjs/common';
import { ApprovalFlow } from '../../../kernel/approvals/approval.entity.js';
import { Approvers, type ResolvedStep } from '../../../kernel/approvals/approvers.js';
import { Executions } from '../../../kernel/approvals/executions.js';
import { holds, type FlowStep } from '../../../kernel/approvals/flow.js';
import { Context } from '../../../kernel/context/context.js';
import { Rows } from '../../../kernel/db/rows.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { problemDocument } from '../../../kernel/http/problem.filter.js';
import { User } from '../user/user.entity.js';
import type { LintItem, LintView, SimulationInput, SimulationView } from './approval-flow.dto.js';
import { FlowInput } from './flow-input.js';

const MOST_USERS = 500;

type Facts = Readonly<Record<string, unknown>>;
type Problem = Record<string, unknown>;
type Submitter = Pick<User, 'id' | 'departmentId' | 'companyId'>;

/** A flow as it is tried: one in force, or one that is still being written. */
interface Tried {
  readonly flow: { readonly id: string | null; readonly name: string | null };
  readonly applies: boolean;
  readonly steps: readonly FlowStep[];
}

/** Tries flows without a document: who would decide, and where nobody could. */
@Injectable()
export class FlowSimulation {
  constructor(
    private readonly approvers: Approvers,
    private readonly executions: Executions,
    private readonly input: FlowInput,
    private readonly rows: Rows,
    private readonly context: Context,
  ) {}

  /** Who would decide today on a document of this user, or the problem with which its submission would be refused. */
  async simulate(input: SimulationInput): Promise<SimulationView> {
    const handler = this.input.handlerOf(input.documentType);
    const user = await this.rows.find(User, input.userId);
    if (!user) throw new DomainError('record.unknown', { field: 'userId' });
    const departmentId = input.departmentId ?? user.departmentId;
    const facts = { ...input.fields, amount: input.amount ?? null, departmentId, ownerId: user.id };
    let tried: Tried | undefined;
    try {
      const { kind, flowType } = await this.executions.decisionOf(handler, user.companyId);
      tried = input.steps ? await this.written(input, facts) : await this.inForce(flowType, facts);
      const submitter = { id: user.id, departmentId, companyId: user.companyId };
      const steps = await this.resolve(tried.steps, submitter, kind === 'release');
      return {
        flow: tried.flow,
        applies: tried.applies,
        steps: steps.map((step) => ({ ...step, approvers: [...step.approvers] })),
        problem: null,
      };
    } catch (error) {
      return { flow: tried?.flow ?? null, applies: tried?.applies ?? false, steps: [], problem: this.problemOf(error) };
    }
  }

  /** Every flow in force for everybody: where a submission would find nobody to decide. */
  async lint(): Promise<LintView> {
    const flows = await this.rows.where(ApprovalFlow, { state: 'active', archived: false });
    const people = await this.rows.where(User, { active: true, archived: false });
    const users = people.slice(0, MOST_USERS);
    const items = this.withoutFlow(flows);
    // Most types share the flow that asks the superior: the same steps are tried once.
    const tried = new Map<string, { user: User; problem: Problem }[]>();
    for (const { id, name, documentType, steps } of flows) {
      const key = JSON.stringify(steps);
      const deadEnds = tried.get(key) ?? (await this.deadEnds(steps, users));
      tried.set(key, deadEnds);
      items.push(
        ...deadEnds.map(({ user, problem }) => ({
          documentType,
          flow: { id, name },
          user: { id: user.id, name: user.name },
          problem,
        })),
      );
    }
    return { items, users: users.length, isCapped: people.length > users.length };
  }

  private async inForce(documentType: string, facts: Facts): Promise<Tried> {
    const { id, name, steps } = await this.approvers.flowFor(documentType, facts);
    return { flow: { id, name }, applies: true, steps };
  }

  private async written({ documentType, conditions, steps }: SimulationInput, facts: Facts): Promise<Tried> {
    const checked = this.input.conditions(documentType, conditions ?? []);
    const applies = checked.every((condition) => holds(condition, facts));
    return { flow: { id: null, name: null }, applies, steps: await this.input.steps(steps ?? []) };
  }

  private resolve(
    steps: readonly FlowStep[],
    { id, departmentId, companyId }: Submitter,
    isRelease = false,
  ): Promise<ResolvedStep[]> {
    return this.approvers.resolve(steps, { submitterId: id, departmentId, companyId, isRelease }, new Set([id]));
  }

  private async deadEnds(
    steps: readonly FlowStep[],
    users: readonly User[],
  ): Promise<{ user: User; problem: Problem }[]> {
    const found: { user: User; problem: Problem }[] = [];
    for (const user of users) {
      try {
        await this.resolve(steps, user);
      } catch (error) {
        found.push({ user, problem: this.problemOf(error) });
      }
    }
    return found;
  }

  /** Document types whose flows all have conditions, or that have none: what meets no condition could not be submitted. */
  private withoutFlow(flows: readonly ApprovalFlow[]): LintItem[] {
    const always = new Set(flows.filter((flow) => flow.conditions.length === 0).map((flow) => flow.documentType));
    const missing = this.input.documentTypes().filter((type) => !always.has(type));
    const problem = (type: string): Problem =>
      this.problemOf(new DomainError('approval.no-approver', { reason: type }));
    return missing.map((type) => ({ documentType: type, flow: null, user: null, problem: problem(type) }));
  }

  /** Refusals of approvals are what is asked for; everything else is a failure. */
  private problemOf(error: unknown): Problem {
    if (!(error instanceof DomainError) || !error.code.startsWith('approval.')) throw error;
    return problemDocument(error, this.context.language, this.context.requestId);
  }
}
