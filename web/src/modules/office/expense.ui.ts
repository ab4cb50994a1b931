import { Banknote, ReceiptText } from '@lucide/vue';
import type { Schemas } from '@/api/types';
import { columnsOf, defineDocumentUi, fieldsOf, lineColumns } from '@/documents/define';
import { dayOf } from '@/ui/format';
import { companyChoice, fundAccountSource, userSource } from '../system/references';

const column = columnsOf<Schemas['ExpenseRow']>();
const field = fieldsOf<Schemas['ExpenseInput']>();
const line = columnsOf<Schemas['ExpenseLineView']>();

export const expenseUi = defineDocumentUi({
  module: 'office',
  resource: 'expense',
  path: '/office/expenses',
  icon: ReceiptText,
  title: (row) => String(row['purpose'] ?? row['title'] ?? ''),
  columns: [
    column.number('number'),
    column.text('purpose', { minWidth: 220 }),
    column.status('status'),
    column.money('amount', { total: true }),
    column.person('beneficiary', { secondary: false, width: 130 }),
    column.date('date'),
    column.date('reimbursedDate', { secondary: true, width: 120 }),
    column.person('owner', { hidden: true }),
    column.instant('createdAt', { sort: true }),
    column.instant('updatedAt', { hidden: true }),
  ],
  filters: [
    {
      key: 'status',
      kind: 'choice',
      values: ['draft', 'pending', 'rejected', 'effective', 'completed', 'void'],
      pinned: true,
    },
    { key: 'beneficiaryId', kind: 'reference', source: userSource, pinned: true },
    { key: 'date', kind: 'date-range', pinned: true },
    { key: 'amount', kind: 'number-range' },
  ],
  facts: [
    column.money('amount', { big: true }),
    column.person('beneficiary'),
    column.date('date'),
    column.date('reimbursedDate'),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        field.text('purpose', { required: true, span: 2 }),
        field.reference('beneficiary', { source: userSource, hint: true }),
        field.date('date', { required: true, default: () => dayOf(new Date()) }),
        field.reference('company', companyChoice),
        field.text('note', { span: 4 }),
      ],
    },
  ],
  acts: [
    {
      name: 'reimburse',
      icon: Banknote,
      permission: 'office.expense.reimburse',
      visible: (row) => row['status'] === 'effective' && row['isAuthor'] !== true,
      facts: [column.money('amount', { unit: 'currency', big: true }), column.person('beneficiary')],
      fields: [
        { key: 'fundAccount', kind: 'reference', source: fundAccountSource, sole: true, required: true },
        { key: 'date', kind: 'date', default: () => dayOf(new Date()) },
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: ['amount'],
    compute: () => import('@/documents/pricing').then((module) => module.amountTotal),
    newLine: () => ({ date: dayOf(new Date()) }),
    columns: lineColumns<Schemas['ExpenseLineInput'], Schemas['ExpenseLineView']>(
      { key: 'category', kind: 'choice', dictionary: 'expense-category', width: 120, required: true },
      { key: 'date', kind: 'date', width: 120, required: true },
      { key: 'description', kind: 'text', required: true },
      { key: 'invoiceNo', kind: 'text', width: 180 },
      { key: 'amount', kind: 'decimal', width: 130, required: true, money: true },
    ),
    view: [
      line.dictionary('category', { options: 'expense-category' }),
      line.date('date'),
      line.text('description', { minWidth: 200 }),
      line.code('invoiceNo', { width: 180 }),
      line.money('amount'),
    ],
  },
});
