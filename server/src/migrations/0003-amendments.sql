-- Amendments: a new revision of a document in force. What was approved is, column for column, what is put into force.
CREATE TABLE "amendment" ("id" uuid NOT NULL, "document_type" text NOT NULL, "document_id" uuid NOT NULL, "revision" integer NOT NULL, "status" text NOT NULL, "reason" text NOT NULL, "header" jsonb NOT NULL, "lines" jsonb NOT NULL, "created_by_id" uuid NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "edited_by_id" uuid NOT NULL, "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL, "submitted_by_id" uuid, "submitted_at" TIMESTAMP WITH TIME ZONE, "effective_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "ck_amendment_status" CHECK (status IN ('draft', 'pending', 'rejected', 'effective', 'discarded')), CONSTRAINT "pk_amendment" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "ix_amendment_document_id_revision" ON "amendment" ("document_id", "revision");
CREATE UNIQUE INDEX "ixp_amendment_document_id" ON "amendment" ("document_id") WHERE status IN ('draft', 'pending', 'rejected');
ALTER TABLE "amendment" ADD CONSTRAINT "fk_amendment_created_by_id" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "amendment" ADD CONSTRAINT "fk_amendment_edited_by_id" FOREIGN KEY ("edited_by_id") REFERENCES "user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "amendment" ADD CONSTRAINT "fk_amendment_submitted_by_id" FOREIGN KEY ("submitted_by_id") REFERENCES "user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- Whether a revision has a completed approval in which no author of it decided.
CREATE FUNCTION is_approved(of_type text, of_document uuid, of_revision integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM approval a WHERE a.document_id = of_document AND a.document_type = of_type AND a.revision = of_revision
      AND a.status = 'approved' AND NOT EXISTS (
        SELECT 1 FROM approval_decision d JOIN document_author w ON w.document_id = of_document AND w.revision = of_revision AND w.user_id = d.decider_id
        WHERE d.approval_id = a.id))
$$;

CREATE OR REPLACE FUNCTION document_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  in_force constant text[] := ARRAY['effective', 'completed', 'closed', 'void'];
  open_columns constant text[] := ARRAY['status', 'version', 'updated_at', 'number', 'effective_at', 'note', 'tags', 'revision'] || TG_ARGV[1:];
  amended jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' OR NEW.revision <> 1 OR EXISTS (SELECT 1 FROM approval a WHERE a.document_id = NEW.id) THEN
      PERFORM refuse('approval.separation');
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.status NOT IN ('draft', 'rejected') OR EXISTS (SELECT 1 FROM approval a WHERE a.document_id = OLD.id AND a.status = 'approved') THEN
      PERFORM refuse('approval.separation');
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.id <> OLD.id OR NEW.created_by_id <> OLD.created_by_id OR NEW.company_id <> OLD.company_id
    OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number) THEN
    PERFORM refuse('approval.separation');
  END IF;
  IF NEW.revision <> OLD.revision THEN
    -- The next revision is what its amendment says, and nothing else.
    EXECUTE format('SELECT to_jsonb(jsonb_populate_record(NULL::%I, a.header)) FROM amendment a
      WHERE a.document_id = $1 AND a.document_type = $2 AND a.revision = $3 AND a.status = ''pending''', TG_TABLE_NAME)
      INTO amended USING NEW.id, TG_ARGV[0], NEW.revision;
    IF NEW.revision < OLD.revision OR OLD.status NOT IN ('effective', 'completed') OR NEW.status <> 'effective'
      OR amended IS NULL OR to_jsonb(NEW) - open_columns IS DISTINCT FROM amended - open_columns
      OR NOT is_approved(TG_ARGV[0], NEW.id, NEW.revision) THEN
      PERFORM refuse('approval.separation');
    END IF;
    RETURN NEW;
  END IF;
  -- What was submitted is what is decided, and what was decided is what stays in force.
  IF OLD.status NOT IN ('draft', 'rejected') AND to_jsonb(NEW) - open_columns IS DISTINCT FROM to_jsonb(OLD) - open_columns THEN
    PERFORM refuse('approval.separation');
  END IF;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;
  IF NEW.status = ANY (in_force) AND NOT OLD.status = ANY (in_force)
    AND (NEW.status <> 'effective' OR NOT is_approved(TG_ARGV[0], NEW.id, NEW.revision)) THEN
    PERFORM refuse('approval.separation');
  END IF;
  IF OLD.status = ANY (in_force) AND NOT NEW.status = ANY (in_force) THEN PERFORM refuse('approval.separation'); END IF;
  IF OLD.status IN ('closed', 'void') AND NEW.status <> OLD.status THEN PERFORM refuse('approval.separation'); END IF;
  RETURN NEW;
END $$;

-- Lines change with their document while it is a draft or rejected, and while an approved amendment is being put into force:
-- then the document has the amendment's revision already, and `amendment_applied` compares the lines before the commit.
CREATE OR REPLACE FUNCTION line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_document uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.document_id ELSE OLD.document_id END;
  is_open boolean;
BEGIN
  IF TG_OP = TG_ARGV[1] THEN RETURN NEW; END IF;
  EXECUTE format('SELECT h.status IN (''draft'', ''rejected'') OR EXISTS (
    SELECT 1 FROM amendment a WHERE a.document_id = h.id AND a.revision = h.revision AND a.status = ''pending'')
    FROM %s h WHERE h.id = $1', TG_ARGV[0]) INTO is_open USING of_document;
  IF NOT is_open OR (TG_OP = 'UPDATE' AND NEW.document_id <> OLD.document_id) THEN
    PERFORM refuse('approval.separation');
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- When a transaction that put an amendment into force commits, the lines are those that were approved.
CREATE FUNCTION amendment_applied() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_equal boolean;
BEGIN
  EXECUTE format('SELECT NOT EXISTS ((SELECT to_jsonb(l) FROM %1$s l WHERE l.document_id = $1) EXCEPT (SELECT to_jsonb(r) FROM jsonb_populate_recordset(NULL::%1$s, a.lines) r))
      AND NOT EXISTS ((SELECT to_jsonb(r) FROM jsonb_populate_recordset(NULL::%1$s, a.lines) r) EXCEPT (SELECT to_jsonb(l) FROM %1$s l WHERE l.document_id = $1))
    FROM amendment a WHERE a.document_id = $1 AND a.revision = $2 AND a.status = ''effective''', TG_ARGV[0])
    INTO is_equal USING NEW.id, NEW.revision;
  IF is_equal IS DISTINCT FROM true THEN PERFORM refuse('approval.separation'); END IF;
  RETURN NULL;
END $$;

-- Every document type that can be amended calls this in its migration.
CREATE FUNCTION guard_amendments(target regclass, lines regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE CONSTRAINT TRIGGER amendment_applied AFTER UPDATE OF revision ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.revision <> NEW.revision) EXECUTE FUNCTION amendment_applied(%L)', target, lines);
END $$;
SELECT guard_amendments('quotation', 'quotation_line');
SELECT guard_amendments('sales_order', 'sales_order_line');

CREATE FUNCTION amendment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  content_open constant text[] := ARRAY['status', 'updated_at', 'effective_at'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' OR EXISTS (SELECT 1 FROM approval a WHERE a.document_id = NEW.document_id AND a.revision >= NEW.revision) THEN
      PERFORM refuse('approval.separation');
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.document_type, NEW.document_id, NEW.revision, NEW.created_by_id) IS DISTINCT FROM (OLD.id, OLD.document_type, OLD.document_id, OLD.revision, OLD.created_by_id)
    OR (OLD.status NOT IN ('draft', 'rejected') AND to_jsonb(NEW) - content_open IS DISTINCT FROM to_jsonb(OLD) - content_open) THEN
    PERFORM refuse('approval.separation');
  END IF;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;
  IF (OLD.status, NEW.status) NOT IN (('draft', 'pending'), ('draft', 'discarded'), ('rejected', 'pending'), ('rejected', 'discarded'),
    ('pending', 'draft'), ('pending', 'rejected'), ('pending', 'effective')) THEN
    PERFORM refuse('approval.separation');
  END IF;
  IF NEW.status = 'effective' AND NOT is_approved(NEW.document_type, NEW.document_id, NEW.revision) THEN
    PERFORM refuse('approval.separation');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER amendment_guard BEFORE INSERT OR UPDATE ON amendment FOR EACH ROW EXECUTE FUNCTION amendment_guard();
CREATE TRIGGER amendment_keep BEFORE DELETE ON amendment FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The authors of the next revision: who made, edited or submitted the amendment, and who made the document.
CREATE FUNCTION amendment_authors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
  SELECT gen_random_uuid(), NEW.document_type, NEW.document_id, NEW.revision, who, part
  FROM (VALUES (NEW.created_by_id, 'creator'), (NEW.edited_by_id, 'editor'), (NEW.submitted_by_id, 'submitter')) AS a(who, part)
  WHERE who IS NOT NULL
  UNION ALL
  SELECT DISTINCT ON (user_id) gen_random_uuid(), NEW.document_type, NEW.document_id, NEW.revision, user_id, role
  FROM document_author WHERE document_id = NEW.document_id AND revision = 1 AND role = 'creator' AND user_id <> NEW.created_by_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER amendment_authors AFTER INSERT OR UPDATE OF edited_by_id, submitted_by_id ON amendment FOR EACH ROW EXECUTE FUNCTION amendment_authors();

GRANT SELECT, INSERT, UPDATE ON amendment TO guanxi_app;
REVOKE DELETE, TRUNCATE ON amendment FROM guanxi_app;
