import { Injectable } from '@nestjs/common';
import { OrgChart } from '../auth/ports.js';
import { Remembered } from '../db/remembered.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { ApprovalFlow } from './approval.entity.js';
import { holds, type FlowStep } from './flow.js';

const HIGHEST_LEVEL = 20;

/** A step with the people who decide it. */
export interface ResolvedStep {
  readonly no: number;
  readonly name: string;
  readonly mode: FlowStep['mode'];
  readonly approvers: readonly { id: string; name: string }[];
  /** How they were found: as the flow says, by climbing the organisation chart, or from the final pool. */
  readonly via: 'flow' | 'climb' | 'final-pool';
}

/** What is submitted, as far as it says who decides. A release may also be decided by whom the superior's department names. */
export interface Submitted {
  readonly submitterId: string;
  readonly departmentId: string | null;
  readonly companyId: string;
  readonly isRelease?: boolean;
}

/** Finds who decides: never an author; up the organisation chart, then the final pool, then a clear refusal. */
@Injectable()
export class Approvers {
  constructor(
    private readonly org: OrgChart,
    private readonly rows: Rows,
    private readonly remembered: Remembered,
  ) {}

  /** The flow of a document type whose conditions hold. @throws DomainError 422 when none does. */
  async flowFor(documentType: string, facts: Readonly<Record<string, unknown>>): Promise<ApprovalFlow> {
    const flows = await this.remembered.get(`flows ${documentType}`, () => this.inForce(documentType));
    const flow = flows.find((one) => one.conditions.every((condition) => holds(condition, facts)));
    if (!flow) throw new DomainError('approval.no-flow');
    return flow;
  }

  private async inForce(documentType: string): Promise<ApprovalFlow[]> {
    const flows = await this.rows.where(ApprovalFlow, { documentType, state: 'active', archived: false });
    return flows.sort((a, b) => b.priority - a.priority);
  }

  /** Who decides each step. @throws DomainError 422 `approval.second-person`, `approval.no-approver`. */
  async resolve(
    steps: readonly FlowStep[],
    document: Submitted,
    authors: ReadonlySet<string>,
  ): Promise<ResolvedStep[]> {
    const resolved: ResolvedStep[] = [];
    for (const [index, step] of steps.entries()) {
      const { people, via } = await this.find(step, document, authors);
      // Whoever decides an earlier step alone decides a later one only where nobody else can.
      const fresh = people.filter(
        ({ id }) => !resolved.some((earlier) => earlier.approvers.length === 1 && earlier.approvers[0]!.id === id),
      );
      const approvers = fresh.length > 0 ? fresh : people;
      if (approvers.length === 0) {
        throw new DomainError((await this.org.hasSecondPerson()) ? 'approval.no-approver' : 'approval.second-person', {
          reason: step.name,
        });
      }
      resolved.push({ no: index + 1, name: step.name, mode: step.mode, approvers, via });
    }
    return resolved;
  }

  private async find(
    step: FlowStep,
    document: Submitted,
    authors: ReadonlySet<string>,
  ): Promise<{ people: { id: string; name: string }[]; via: ResolvedStep['via'] }> {
    const eligible = (ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
      this.org.active([...new Set(ids)].filter((id) => !authors.has(id)));
    const { approver } = step;
    const named = await eligible(await this.named(step, document));
    if (named.length > 0) return { people: named, via: 'flow' };
    // Above the superior whom the step names; for all other steps from the direct superior on.
    const first = approver.kind === 'superior' ? approver.level + 1 : 1;
    for (let level = first; level <= HIGHEST_LEVEL; level += 1) {
      const superior = await this.org.superior(document.submitterId, level);
      if (!superior) break;
      const found = await eligible([superior]);
      if (found.length > 0) return { people: found, via: 'climb' };
    }
    return { people: await eligible(await this.org.finalPool(document.companyId)), via: 'final-pool' };
  }

  private async named({ approver, mode }: FlowStep, document: Submitted): Promise<string[]> {
    switch (approver.kind) {
      case 'superior': {
        const superior = await this.org.superior(document.submitterId, approver.level);
        const mayRelease = superior && document.isRelease && mode === 'any';
        return [...one(superior), ...(mayRelease ? one(await this.org.releaserOf(superior)) : [])];
      }
      case 'department-head':
        return one(await this.org.headOf(document.departmentId, approver.level));
      case 'role':
        return this.org.holdersOf(approver.roleId);
      case 'users':
        return [...approver.userIds];
    }
  }
}

const one = (id: string | undefined): string[] => (id ? [id] : []);
