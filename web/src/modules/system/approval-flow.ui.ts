import { BadgeCheck, CircleSlash, Waypoints } from '@lucide/vue';
import type { RecordView } from '@/api/types';
import { columnsOf, defineMasterUi, fieldsOf } from '@/documents/define';
import { documentTypes } from './documentTypes';

export interface FlowCondition {
  field: string;
  operator: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in';
  value: string;
}
export type Approver =
  | { kind: 'superior'; level: number }
  | { kind: 'department-head'; level: number }
  | { kind: 'role'; roleId: string }
  | { kind: 'users'; userIds: string[] };
export interface FlowStep {
  name: string;
  approver: Approver;
  mode: 'any' | 'all' | 'sequence';
}
interface FlowView extends RecordView {
  documentType: string;
  name: string;
  state: string;
  priority: number;
  conditions: FlowCondition[];
  steps: FlowStep[];
}

const column = columnsOf<FlowView>();
const field = fieldsOf<FlowView>();

export const approvalFlowUi = defineMasterUi({
  module: 'system',
  resource: 'approval-flow',
  path: '/system/approval-flows',
  icon: Waypoints,
  title: (row) => String(row['name'] ?? ''),
  searchable: false,
  can: { archive: false },
  columns: [
    column.text('name', { minWidth: 200 }),
    column.choice('documentType', { options: 'documentType', width: 150 }),
    column.choice('state', { options: 'flowState', width: 110 }),
    column.integer('priority'),
    column.instant('updatedAt'),
  ],
  filters: [
    { key: 'documentType', kind: 'choice', values: documentTypes, options: 'documentType', pinned: true },
    { key: 'state', kind: 'choice', values: ['draft', 'active', 'retired'], options: 'flowState', pinned: true },
  ],
  sections: [
    {
      key: 'main',
      fields: [
        field.text('name', { required: true, span: 2 }),
        field.choice('documentType', {
          values: documentTypes,
          options: 'documentType',
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
