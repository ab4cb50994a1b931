import { IS_POSTED, one, type Break } from './break.js';

const TYPES = [
  'quotation',
  'sales-order',
  'delivery',
  'sales-invoice',
  'opening-balance',
  'receipt',
  'stock-entry',
  'stock-issue',
  'expense',
];
/** The approval of the revision of a document that is in force. */
const approvalOf = (type: string): string =>
  `id = (SELECT a.id FROM approval a JOIN ${type.replaceAll('-', '_')} d ON (d.id, d.revision) = (a.document_id, a.revision)
     WHERE a.status = 'approved' AND d.${IS_POSTED} LIMIT 1)`;
const decision = `id = (SELECT d.id FROM approval_decision d JOIN approval a ON a.id = d.approval_id AND a.status = 'approved' WHERE d.decision = 'approve' LIMIT 1)`;
export const PAPERS: readonly Break[] = [
  ...TYPES.map((type): Break => [
    'A1',
    `no approval of a ${type}`,
    `UPDATE approval SET status = 'rejected' WHERE ${approvalOf(type)}`,
  ]),
  [
    'A1',
    'the approval of another revision',
    `UPDATE approval SET revision = revision + 1000 WHERE ${approvalOf('sales-order')}`,
  ],
  ['A1', 'an approval without a decision', `DELETE FROM approval_decision WHERE ${decision}`],
  [
    'A2',
    'the submitter decides',
    `UPDATE approval_decision d SET decider_id = (SELECT submitted_by_id FROM approval a WHERE a.id = d.approval_id)`,
  ],
  [
    'A2',
    'somebody who wrote decides',
    `INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
     SELECT gen_random_uuid(), a.document_type, d.document_id, d.revision, d.decider_id, 'editor' FROM approval_decision d JOIN approval a ON a.id = d.approval_id LIMIT 1`,
  ],
  ...TYPES.map((type): Break => [
    'A2',
    `no author of a ${type}`,
    `DELETE FROM document_author WHERE document_type = '${type}'`,
  ]),
  [
    'N1',
    'a gap',
    `UPDATE sales_invoice SET number = left(number, -6) || '999999' WHERE ${one('sales_invoice', 'number IS NOT NULL')}`,
  ],
  [
    'N1',
    'a number twice',
    `DROP INDEX ixp_stock_entry_company_id_number;
     UPDATE stock_entry SET number = 'SE1' WHERE id IN (SELECT id FROM stock_entry WHERE number IS NOT NULL LIMIT 2)`,
  ],
  ['N1', 'no number', `UPDATE delivery SET number = NULL WHERE ${one('delivery', IS_POSTED)}`],
];

const reversal = (table: string): string => one(table, 'reverses_id IS NOT NULL');
const LEDGERS = ['stock_ledger', 'fulfilment_entry', 'settlement_entry', 'fund_entry'];
const amountOf = (table: string): string => (/^(stock|fulfil)/.test(table) ? 'quantity' : 'amount');
export const CHAINS: readonly Break[] = [
  ...LEDGERS.flatMap((table): Break[] => [
    [
      'S3',
      `a reversal in ${table} that is not the opposite`,
      `UPDATE ${table} SET ${amountOf(table)} = ${amountOf(table)} * 2 WHERE ${reversal(table)}`,
    ],
    [
      'S3',
      `a reversal in ${table} that names no row`,
      `UPDATE ${table} SET reverses_id = gen_random_uuid() WHERE ${reversal(table)}`,
    ],
    ['S3', `nothing taken back in ${table}`, `DELETE FROM ${table} WHERE ${reversal(table)}`],
    ['S3', `rows of ${table} that may change`, `GRANT UPDATE ON ${table} TO guanxi_app`],
  ]),
  ['U1', 'what an act changed', `UPDATE audit_log SET changes = '[]' WHERE ${one('audit_log', `changes <> '[]'`)}`],
  ['U1', 'another act in the feed', `UPDATE change SET action = 'nothing' WHERE position = 5`],
  [
    'U1',
    'an act that waits for long',
    `INSERT INTO outbox SELECT seq FROM change WHERE position = 5; DELETE FROM change WHERE position = 5; UPDATE audit_log SET at = at - interval '1 hour'`,
  ],
  ['E1', 'an act that is not told', `DELETE FROM change WHERE position = (SELECT max(position) FROM change)`],
  ['E1', 'an act that is told twice', `INSERT INTO outbox SELECT seq FROM change WHERE position = 5`],
  ['E1', 'a gap in the feed', `UPDATE change SET position = position + 1000000 WHERE position = 5`],
  [
    'E1',
    'the order of a record',
    `UPDATE change c SET position = -c.position FROM (SELECT record_id FROM change GROUP BY 1 HAVING count(*) > 1 LIMIT 1) r WHERE c.record_id = r.record_id`,
  ],
];
