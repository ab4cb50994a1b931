import { ofEach, POSTED, TABLES, typeOf, union } from './tables.js';

/** Documents with consequences that nobody approved in that very revision. */
const UNAPPROVED = ofEach(
  TABLES,
  (table) => `SELECT d.id FROM ${table} d WHERE d.status IN ${POSTED} AND NOT EXISTS (SELECT 1 FROM approval a
    WHERE (a.document_id, a.document_type, a.revision) = (d.id, '${typeOf(table)}', d.revision) AND a.status IN ('approved', 'covered'))`,
);
/** Approvals in which nobody approved that revision, or of which the covering one has none. */
const UNDECIDED = `
  SELECT a.document_id AS id FROM approval a WHERE a.status IN ('approved', 'covered') AND NOT EXISTS (SELECT 1 FROM approval_decision d
    WHERE d.approval_id = coalesce(a.covered_by_id, a.id) AND d.decision = 'approve' AND (a.covered_by_id IS NOT NULL OR d.revision = a.revision))`;

const BY_AUTHORS = `
  SELECT d.document_id AS id FROM approval_decision d
  JOIN document_author a ON (a.document_id, a.revision, a.user_id) = (d.document_id, d.revision, d.decider_id)`;
/** The same by the documents themselves, whoever is noted as an author. */
const BY_MAKERS = ofEach(
  TABLES,
  (table) => `SELECT d.id FROM ${table} d JOIN approval_decision a ON (a.document_id, a.revision) = (d.id, d.revision)
    WHERE a.decider_id IN (d.created_by_id, d.edited_by_id, d.submitted_by_id${table === 'expense' ? ', d.beneficiary_id' : ''})`,
);
const UNNAMED = ofEach(
  TABLES,
  (table) => `SELECT d.id FROM ${table} d, LATERAL (VALUES (d.created_by_id), (d.edited_by_id)
      ${table === 'expense' ? ', (d.beneficiary_id)' : ''}, (CASE WHEN d.status <> 'draft' THEN d.submitted_by_id END)) m(id)
    WHERE m.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM document_author a WHERE (a.document_id, a.revision, a.user_id) = (d.id, d.revision, m.id))`,
);

const GAPS = `
  SELECT company_id AS id FROM sales_invoice WHERE number IS NOT NULL GROUP BY company_id, left(number, -6)
  HAVING count(*) <> max(right(number, 6)::int) OR min(right(number, 6)::int) <> 1`;
const TWICE = ofEach(
  TABLES,
  (table) =>
    `SELECT (array_agg(id))[1] AS id FROM ${table} WHERE number IS NOT NULL GROUP BY company_id, number HAVING count(*) > 1`,
);
const UNNUMBERED = ofEach(TABLES, (table) => `SELECT id FROM ${table} WHERE status IN ${POSTED} AND number IS NULL`);

export const PAPERS = {
  A1: union(UNAPPROVED, UNDECIDED),
  A2: union(BY_AUTHORS, BY_MAKERS, UNNAMED),
  N1: union(GAPS, TWICE, UNNUMBERED),
} as const;
