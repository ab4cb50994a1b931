-- What guards ask of approvals is found by an index, whatever the planner knows of the tables: who may see or decide a document
-- by the tasks on it, and decisions by their approval.
CREATE INDEX "ix_approval_task_document_id_assignee_id" ON "approval_task" ("document_id", "assignee_id");

-- Without OFFSET the planner, while it knows little of the tables, looks at all decisions of the authors, and at all tasks of an
-- approver.
CREATE OR REPLACE FUNCTION is_approved(of_type text, of_document uuid, of_revision integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM approval a WHERE a.document_id = of_document AND a.document_type = of_type AND a.revision = of_revision
      AND (a.status = 'approved' AND NOT EXISTS (
          SELECT 1 FROM approval_decision d JOIN document_author w ON w.document_id = of_document AND w.revision = of_revision AND w.user_id = d.decider_id
          WHERE d.approval_id = a.id OFFSET 0)
        OR a.status = 'covered' AND is_covered(a.covered_by_id, of_type, of_document, of_revision)))
$$;

CREATE OR REPLACE FUNCTION approval_decision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  run approval;
  task approval_task;
BEGIN
  SELECT * INTO run FROM approval WHERE id = NEW.approval_id;
  IF run.status <> 'open' OR run.document_id <> NEW.document_id OR run.revision <> NEW.revision THEN
    PERFORM refuse('approval.decided');
  END IF;
  SELECT * INTO task FROM approval_task WHERE id = NEW.task_id;
  IF (task.approval_id, task.assignee_id, task.state) IS DISTINCT FROM (NEW.approval_id, NEW.decider_id, 'open') THEN
    PERFORM refuse('approval.not-yours');
  END IF;
  IF EXISTS (SELECT 1 FROM document_author a WHERE a.document_id = NEW.document_id AND a.revision = NEW.revision AND a.user_id = NEW.decider_id) THEN
    PERFORM refuse('approval.author');
  END IF;
  RETURN NEW;
END $$;

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
      OR EXISTS (SELECT 1 FROM (SELECT * FROM approval_task WHERE approval_id = NEW.id OFFSET 0) t WHERE t.state IN ('waiting', 'open', 'rejected'))
      OR EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.steps) s WHERE NOT EXISTS (
        SELECT 1 FROM (SELECT * FROM approval_task WHERE approval_id = NEW.id OFFSET 0) t
        JOIN (SELECT * FROM approval_decision WHERE approval_id = NEW.id OFFSET 0) d ON d.task_id = t.id AND d.decision = 'approve'
        WHERE t.state = 'approved' AND t.step_no = (s ->> 'no')::int AND NOT EXISTS (
          SELECT 1 FROM document_author a WHERE a.document_id = NEW.document_id AND a.revision = NEW.revision AND a.user_id = d.decider_id OFFSET 0)
        OFFSET 0)) THEN
      PERFORM refuse('approval.separation');
    END IF;
  END IF;
  IF TG_OP = 'INSERT' AND NEW.status = 'covered' THEN PERFORM assert_coverage(NEW); END IF;
  RETURN NEW;
END $$;
