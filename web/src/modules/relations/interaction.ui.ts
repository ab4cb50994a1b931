import { Check, HeartHandshake } from '@lucide/vue';
import { INTERACTION_KINDS } from '@guanxi/shared/relations';
import type { Schemas } from '@/api/types';
import { columnsOf, defineMasterUi, fieldsOf } from '@/documents/define';
import type { Row } from '@/documents/document-ui';
import { contactSource, customerSource } from '../customers/references';
import { userSource } from '../system/references';

const column = columnsOf<Schemas['InteractionView']>();
/** What is done is not late, whenever it was promised. */
const isDone = (row: Row): boolean => row['nextDone'] === true;
const field = fieldsOf<Schemas['InteractionInput']>();

export const interactionUi = defineMasterUi({
  module: 'relations',
  resource: 'interaction',
  path: '/relations/interactions',
  icon: HeartHandshake,
  title: (row) => String(row['summary'] ?? ''),
  defaultSort: '-at',
  columns: [
    column.text('summary', { minWidth: 240 }),
    column.party('customer', { minWidth: 200 }),
    column.choice('kind', { options: 'interactionKind', width: 80 }),
    column.text('nextStep', { secondary: true }),
    column.due('nextDate', { met: isDone }),
    column.flag('nextDone', { options: 'nextDone', width: 90 }),
    column.person('owner'),
    column.instant('at', { secondary: false, sort: true }),
  ],
  filters: [
    { key: 'customerId', kind: 'reference', source: customerSource, pinned: true },
    { key: 'ownerId', kind: 'reference', source: userSource, pinned: true },
    { key: 'kind', kind: 'choice', values: INTERACTION_KINDS, options: 'interactionKind', pinned: true },
    { key: 'at', kind: 'date-range' },
    { key: 'nextDate', kind: 'date-range' },
  ],
  facts: [
    column.ref('customer'),
    column.choice('kind', { options: 'interactionKind' }),
    column.instant('at'),
    column.due('nextDate', { met: isDone }),
    column.flag('nextDone', { options: 'nextDone' }),
  ],
  acts: [
    {
      name: 'done',
      icon: Check,
      permission: 'relations.interaction.update',
      visible: (row) => row['nextDate'] !== null && row['nextDone'] === false,
    },
  ],
  sections: [
    {
      key: 'main',
      fields: [
        field.reference('customer', { source: customerSource, required: true, span: 2, only: 'create' }),
        field.reference('contact', { source: contactSource }),
        field.choice('kind', {
          values: INTERACTION_KINDS,
          options: 'interactionKind',
          required: true,
          default: 'visit',
        }),
        field.instant('at', { required: true, default: () => new Date().toISOString() }),
        field.textarea('summary', { required: true, span: 4 }),
        field.textarea('result', { span: 4 }),
      ],
    },
    {
      key: 'next',
      fields: [field.text('nextStep', { span: 2 }), field.date('nextDate')],
    },
  ],
});
