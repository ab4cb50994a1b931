import { OmitType, PartialType } from '@nestjs/swagger';
import type { FlowCondition, FlowStep } from '../../../kernel/approvals/flow.js';
import {
  Choice,
  DecimalField,
  Flag,
  Instant,
  Int,
  Lines,
  Nested,
  Ref,
  RefField,
  Refs,
  RefView,
  Shown,
  Text,
  WordMap,
} from '../../../kernel/http/fields.js';

export const OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in'] as const;
const KINDS = ['superior', 'department-head', 'role', 'users'] as const;
const MODES = ['any', 'all', 'sequence'] as const;
const STATES = ['draft', 'active', 'retired'] as const;
const MAX_STEPS = 10;
const MAX_CONDITIONS = 10;

export class FlowConditionInput {
  @Text(60, { description: 'A field of the document, such as amount' }) field!: string;
  @Choice(OPERATORS) operator!: FlowCondition['operator'];
  @Text(500, { description: 'For `in`: values with commas between them' }) value!: string;
}
export class FlowApproverInput {
  @Choice(KINDS) kind!: (typeof KINDS)[number];
  @Int(0, 10, {
    optional: true,
    description: 'superior: 1 to 10, 1 is the direct one. department-head: 0 to 10, 0 is the own department',
  })
  level?: number | null;
  @Ref({ optional: true, description: 'For the kind role' }) roleId?: string | null;
  @Refs(20, { optional: true, description: 'For the kind users' }) userIds?: readonly string[] | null;
}
export class FlowStepInput {
  @Text(100) name!: string;
  @Choice(MODES) mode!: FlowStep['mode'];
  @Nested(() => FlowApproverInput) approver!: FlowApproverInput;
}
export class ApprovalFlowInput {
  @Text(40, { description: 'Type of the documents, such as sales-order' }) documentType!: string;
  @Text(100, { description: 'When it is activated, it takes the place of the active flow of this name' }) name!: string;
  @Int(0, 1000, { optional: true, description: 'Higher numbers are tried first; 0 where missing' }) priority?:
    number | null;
  @Lines(() => FlowConditionInput, MAX_CONDITIONS, {
    optional: true,
    description: 'All of them must hold; without any it always applies',
  })
  conditions?: FlowConditionInput[] | null;
  @Lines(() => FlowStepInput, MAX_STEPS) steps!: FlowStepInput[];
}
export class ApprovalFlowPatch extends PartialType(OmitType(ApprovalFlowInput, ['documentType'] as const), {
  skipNullProperties: false,
}) {}

export class ApprovalFlowView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag({ description: 'For a draft: it takes the flow of its name out of force when it is activated' })
  archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(40) documentType!: string;
  @Text(100) name!: string;
  @Choice(STATES) state!: string;
  @Int(0, 1000) priority!: number;
  @Lines(() => FlowConditionInput, MAX_CONDITIONS) conditions!: FlowConditionInput[];
  @Lines(() => FlowStepInput, MAX_STEPS) steps!: FlowStepInput[];
  @RefField({ optional: true }) editedBy!: RefView | null;
  @RefField({ optional: true }) activatedBy!: RefView | null;
}

const isFact = (name: string, value: unknown): boolean =>
  /^\w{1,60}$/.test(name) && typeof value === 'string' && value.length <= 500;

export class SimulationInput {
  @Text(40) documentType!: string;
  @Ref({ description: 'Who would submit' }) userId!: string;
  @DecimalField({ optional: true, digits: 4 }) amount?: string | null;
  @Ref({ optional: true, description: 'That of the submitter where missing' }) departmentId?: string | null;
  @WordMap(isFact, { optional: true, description: 'Other fields of the document that conditions ask for' })
  fields?: Record<string, string> | null;
  @Lines(() => FlowConditionInput, MAX_CONDITIONS, {
    optional: true,
    description: 'With steps: of a flow that is still being written',
  })
  conditions?: FlowConditionInput[] | null;
  @Lines(() => FlowStepInput, MAX_STEPS, {
    optional: true,
    description: 'Tries these steps in place of the flows in force',
  })
  steps?: FlowStepInput[] | null;
}
export class SimulatedFlow {
  @Shown({ type: String, format: 'uuid', nullable: true, description: 'null for a flow that is still being written' })
  id!: string | null;
  @Shown({ type: String, nullable: true }) name!: string | null;
}
export class SimulatedStep {
  @Shown({ type: 'integer' }) no!: number;
  @Shown({ type: String }) name!: string;
  @Shown({ enum: [...MODES] }) mode!: string;
  @Shown({
    enum: ['flow', 'climb', 'final-pool'],
    description: 'As the flow says, up the organisation chart, or from the final approvers',
  })
  via!: string;
  @Shown({ type: () => [RefView] }) approvers!: readonly RefView[];
}
export class SimulationView {
  @Shown({ type: () => SimulatedFlow, nullable: true }) flow!: SimulatedFlow | null;
  @Shown({ type: Boolean, description: 'Whether the conditions of the flow hold' }) applies!: boolean;
  @Shown({ type: () => [SimulatedStep] }) steps!: SimulatedStep[];
  @Shown({ type: Object, nullable: true, description: 'The problem with which a submission would be refused' })
  problem!: Record<string, unknown> | null;
}

export class LintItem {
  @Shown({ type: String }) documentType!: string;
  @Shown({ type: () => RefView, nullable: true, description: 'null: no flow applies without conditions' })
  flow!: RefView | null;
  @Shown({ type: () => RefView, nullable: true, description: 'Who could not submit' }) user!: RefView | null;
  @Shown({ type: Object, description: 'The problem with which a submission would be refused' }) problem!: Record<
    string,
    unknown
  >;
}
export class LintView {
  @Shown({ type: () => [LintItem] }) items!: LintItem[];
  @Shown({ type: 'integer', description: 'People looked at, 500 at most' }) users!: number;
  @Shown({ type: Boolean, description: 'True where there are more people than were looked at' }) isCapped!: boolean;
}
