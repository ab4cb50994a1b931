import { BadgeCheck, CircleSlash, Waypoints } from '@lucide/vue';
import type { Schemas } from '@/api/types';
import { columnsOf, defineMasterUi, fieldsOf } from '@/documents/define';
import { documentTypes } from './documentTypes';

export type FlowCondition = Schemas['FlowConditionInput'];
type Entries = Schemas['FlowApproverInput'];
type ApproverBy<Kind extends Entries['kind'], Entry extends keyof Entries> = { kind: Kind } & {
  [Key in Entry]: NonNullable<Entries[Key]>;
};
/** Who decides: each kind with the one entry that it needs. */
export type Approver =
  ApproverBy<'superior' | 'department-head', 'level'> | ApproverBy<'role', 'roleId'> | ApproverBy<'users', 'userIds'>;
export type FlowStep = Omit<Schemas['FlowStepInput'], 'approver'> & { approver: Approver };

const column = columnsOf<Schemas['ApprovalFlowView']>();
const field = fieldsOf<Schemas['ApprovalFlowInput']>();

export const approvalFlowUi = defineMasterUi({
  module: 'system',
  resource: 'approval-flow',
  path: '/system/approval-flows',
  icon: Waypoints,
  title: (row) => String(row['name'] ?? ''),
  can: { archive: false },
  notice: () => import('./FlowDeadEnds.vue'),
  columns: [
    column.text('name', { minWidth: 200 }),
    column.choice('documentType', { options: 'recordType', width: 150 }),
    column.choice('state', { options: 'flowState', width: 110 }),
    column.integer('priority'),
    column.instant('updatedAt'),
    column.instant('createdAt', { sort: true, hidden: true }),
  ],
  filters: [
    { key: 'documentType', kind: 'choice', values: documentTypes, options: 'recordType', pinned: true },
    { key: 'state', kind: 'choice', values: ['draft', 'active', 'retired'], options: 'flowState', pinned: true },
  ],
  sections: [
    {
      key: 'main',
      fields: [
        field.text('name', { required: true, span: 2 }),
        field.choice('documentType', {
          values: documentTypes,
          options: 'recordType',
          required: true,
          only: 'create',
        }),
        field.integer('priority', { default: 0, hint: true }),
      ],
    },
    {
      key: 'conditions',
      fields: [
        field.custom('conditions', {
          span: 4,
          parts: true,
          default: () => [],
          component: () => import('./FlowConditions.vue'),
          viewer: () => import('./FlowConditionsView.vue'),
        }),
      ],
    },
    {
      key: 'steps',
      fields: [
        field.custom('steps', {
          span: 4,
          parts: true,
          default: () => [{ name: '', mode: 'any', approver: { kind: 'superior', level: 1 } }],
          component: () => import('./FlowSteps.vue'),
          viewer: () => import('./FlowStepsView.vue'),
        }),
      ],
    },
  ],
  acts: [
    {
      name: 'activate',
      icon: BadgeCheck,
      permission: 'system.approval-flow.activate',
      confirm: true,
      visible: (row) => row['state'] === 'draft',
    },
    {
      name: 'retire',
      icon: CircleSlash,
      permission: 'system.approval-flow.delete',
      danger: true,
      confirm: true,
      visible: (row) => row['state'] === 'active',
    },
  ],
});
