import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { DocumentRegistry } from '../documents/registry.js';
import { Verifier, type Difference } from '../verify/verifier.js';

/**
 * What each act makes of whom, as the triggers of documents and amendments collect it. A change of the content by somebody
 * else than the editor before notes `editedById`; acts on amendments note the revision.
 */
const EXPECTED = `
  act AS (SELECT l.record_type, l.record_id, l.actor_id, l.action, coalesce(l.changes::jsonb, '[]') AS changes,
      (SELECT (c ->> 'to')::int FROM jsonb_array_elements(l.changes::jsonb) c WHERE c ->> 'field' = 'revision' LIMIT 1) AS revision
    FROM audit_log l WHERE l.record_type = ANY($1) AND l.action IN ('create', 'update', 'submit', 'amend', 'amend-edit')),
  maker AS (SELECT record_type, record_id, actor_id FROM act WHERE action = 'create'),
  expected AS (
    SELECT record_type AS document_type, record_id AS document_id, coalesce(revision, 1) AS revision, actor_id AS user_id, role
    FROM act CROSS JOIN LATERAL (SELECT unnest(CASE action WHEN 'create' THEN ARRAY['creator', 'editor'] WHEN 'amend' THEN ARRAY['creator', 'editor']
      WHEN 'amend-edit' THEN ARRAY['editor'] WHEN 'submit' THEN ARRAY['submitter'] ELSE ARRAY[]::text[] END) AS role) r
    UNION SELECT record_type, record_id, 1, (c ->> 'to')::uuid, 'editor' FROM act CROSS JOIN jsonb_array_elements(changes) c
      WHERE action = 'update' AND c ->> 'field' = 'editedById'
    UNION SELECT a.record_type, a.record_id, a.revision, m.actor_id, 'creator' FROM act a JOIN maker m ON m.record_id = a.record_id WHERE a.action = 'amend')`;

/** Proves that the authors of each revision are those whom the audit log shows (A2): nobody is taken out, changed or put in. */
@Injectable()
export class AuthorChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly registry: DocumentRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register({ name: 'authors', check: () => this.check() });
  }

  private check(): Promise<Difference[]> {
    const types = this.registry.all().map(({ definition }) => definition.type);
    return this.db.query<Difference>(
      `WITH ${EXPECTED}
       SELECT 'A2' AS invariant, 'document_author of ' || document_type || ' ' || document_id || ' revision ' || revision AS "where",
         CASE WHEN e.role IS NULL THEN 'nobody else' ELSE role || ' ' || user_id END AS expected, coalesce('row ' || d.id || ', ' || role || ' ' || user_id, 'none') AS actual
       FROM expected e FULL JOIN (SELECT * FROM document_author WHERE role <> 'beneficiary') d USING (document_type, document_id, revision, user_id, role)
       WHERE e.user_id IS NULL OR d.id IS NULL`,
      [types],
    );
  }
}
