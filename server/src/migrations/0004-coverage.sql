-- Coverage: where a company wants it so, an execution that stays inside its commitment takes effect by the commitment's
-- approval. And a department names who releases for its people.
ALTER TABLE "company" ADD "release_policy" text NOT NULL DEFAULT 'release';
ALTER TABLE "company" ADD CONSTRAINT "ck_company_release_policy" CHECK (release_policy IN ('release', 'covered', 'strict'));
ALTER TABLE "department" ADD "releaser_id" uuid;
ALTER TABLE "department" ADD CONSTRAINT "fk_department_releaser_id" FOREIGN KEY ("releaser_id") REFERENCES "user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- The commitments that an execution carries out. Every type of execution that can be covered has a branch.
CREATE VIEW document_commitment AS
SELECT 'delivery' AS document_type, l.document_id, l.order_id AS commitment_id FROM delivery_line l
UNION ALL
SELECT 'sales-invoice', l.document_id, l.order_id FROM sales_invoice_line l
UNION ALL
SELECT 'receipt', l.document_id, i.order_id FROM receipt_line l LEFT JOIN sales_invoice_line i ON i.document_id = l.item_id;
GRANT SELECT ON document_commitment TO guanxi_app;

-- Whether an approval covers a revision of an execution: it is the approval of the only commitment that the execution carries
-- out, and nobody who approved there wrote the execution.
CREATE FUNCTION is_covered(by_approval uuid, of_type text, of_document uuid, of_revision integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM approval c WHERE c.id = by_approval AND c.status = 'approved' AND c.kind = 'commitment'
      AND c.document_id = ALL (SELECT m.commitment_id FROM document_commitment m WHERE m.document_type = of_type AND m.document_id = of_document)
      AND EXISTS (SELECT 1 FROM document_commitment m WHERE m.document_type = of_type AND m.document_id = of_document)
      AND NOT EXISTS (
        SELECT 1 FROM approval_decision d JOIN document_author w ON w.document_id = of_document AND w.revision = of_revision AND w.user_id = d.decider_id
        WHERE d.approval_id = c.id AND d.decision = 'approve'))
$$;

-- Whether a revision has a completed approval in which no author of it decided.
CREATE OR REPLACE FUNCTION is_approved(of_type text, of_document uuid, of_revision integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM approval a WHERE a.document_id = of_document AND a.document_type = of_type AND a.revision = of_revision
      AND (a.status = 'approved' AND NOT EXISTS (
          SELECT 1 FROM approval_decision d JOIN document_author w ON w.document_id = of_document AND w.revision = of_revision AND w.user_id = d.decider_id
          WHERE d.approval_id = a.id)
        OR a.status = 'covered' AND is_covered(a.covered_by_id, of_type, of_document, of_revision)))
$$;

-- A claim of coverage must be true when it is made: the company wants it, and it names the latest approval of the commitment.
CREATE FUNCTION assert_coverage(claim approval) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  policy text;
BEGIN
  EXECUTE format('SELECT c.release_policy FROM %I d JOIN company c ON c.id = d.company_id WHERE d.id = $1', replace(claim.document_type, '-', '_'))
    INTO policy USING claim.document_id;
  IF policy IS DISTINCT FROM 'covered' OR claim.kind <> 'coverage' OR jsonb_array_length(claim.steps) > 0
    OR NOT is_covered(claim.covered_by_id, claim.document_type, claim.document_id, claim.revision)
    OR EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval_id = claim.covered_by_id AND d.decision = 'approve' AND d.decider_id = claim.submitted_by_id)
    OR EXISTS (SELECT 1 FROM approval c JOIN approval later ON later.document_id = c.document_id AND later.status = 'approved' AND later.revision > c.revision
      WHERE c.id = claim.covered_by_id) THEN
    PERFORM refuse('approval.separation');
  END IF;
END $$;

-- An approval is complete when no task waits and every step has an approving decision by somebody who is no author.
CREATE OR REPLACE FUNCTION approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.document_id, NEW.document_type, NEW.revision, NEW.steps, NEW.kind, NEW.covered_by_id, NEW.submitted_by_id)
      IS DISTINCT FROM (OLD.document_id, OLD.document_type, OLD.revision, OLD.steps, OLD.kind, OLD.covered_by_id, OLD.submitted_by_id)
      OR (OLD.status <> 'open' AND NEW.status <> OLD.status) OR (NEW.status = 'covered' AND OLD.status <> 'covered') THEN
      PERFORM refuse('approval.separation');
    END IF;
  END IF;
  IF NEW.status = 'approved' AND (TG_OP = 'INSERT' OR OLD.status <> 'approved') THEN
    IF TG_OP = 'INSERT' OR jsonb_array_length(NEW.steps) = 0
      OR EXISTS (SELECT 1 FROM approval_task t WHERE t.approval_id = NEW.id AND t.state IN ('waiting', 'open', 'rejected'))
      OR EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.steps) s WHERE NOT EXISTS (
        SELECT 1 FROM approval_task t JOIN approval_decision d ON d.task_id = t.id AND d.decision = 'approve'
        WHERE t.approval_id = NEW.id AND t.state = 'approved' AND t.step_no = (s ->> 'no')::int AND NOT EXISTS (
          SELECT 1 FROM document_author a WHERE a.document_id = NEW.document_id AND a.revision = NEW.revision AND a.user_id = d.decider_id))) THEN
      PERFORM refuse('approval.separation');
    END IF;
  END IF;
  IF TG_OP = 'INSERT' AND NEW.status = 'covered' THEN PERFORM assert_coverage(NEW); END IF;
  RETURN NEW;
END $$;
