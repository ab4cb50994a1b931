-- What the database itself holds, whoever writes: authors never decide, nothing takes effect without approval, ledgers only
-- grow. Refusals carry SQLSTATE GX001 and the code of the problem.

CREATE FUNCTION refuse(code text, facts jsonb DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'GX001', MESSAGE = code, DETAIL = facts::text;
END $$;

-- Insert-only tables.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE FUNCTION make_insert_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', target);
  EXECUTE format('CREATE TRIGGER insert_only_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', target);
END $$;

SELECT make_insert_only(t) FROM unnest(ARRAY['audit_log', 'change', 'document_author', 'approval_decision', 'stock_ledger', 'fund_entry', 'fulfilment_entry', 'settlement_entry']::regclass[]) t;

-- Documents. The arguments of the trigger are the type and the columns that stay open after submission.
CREATE FUNCTION document_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  in_force constant text[] := ARRAY['effective', 'completed', 'closed', 'void'];
  open_columns constant text[] := ARRAY['status', 'version', 'updated_at', 'number', 'effective_at', 'note', 'tags', 'revision'] || TG_ARGV[1:];
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
  -- What was submitted is what is decided, and what was decided is what stays in force.
  IF OLD.status NOT IN ('draft', 'rejected') AND to_jsonb(NEW) - open_columns IS DISTINCT FROM to_jsonb(OLD) - open_columns THEN
    PERFORM refuse('approval.separation');
  END IF;
  IF NEW.revision <> OLD.revision AND (NEW.revision <> OLD.revision + 1 OR OLD.status <> 'effective') THEN
    PERFORM refuse('approval.separation');
  END IF;
  IF NEW.status = OLD.status AND NEW.revision = OLD.revision THEN RETURN NEW; END IF;
  IF NEW.status = ANY (in_force) AND (NOT OLD.status = ANY (in_force) OR NEW.revision <> OLD.revision) THEN
    IF NEW.status <> 'effective' OR NOT EXISTS (
      SELECT 1 FROM approval a WHERE a.document_id = NEW.id AND a.document_type = TG_ARGV[0] AND a.revision = NEW.revision
        AND a.status = 'approved' AND NOT EXISTS (
          SELECT 1 FROM approval_decision d JOIN document_author w ON w.document_id = NEW.id AND w.revision = NEW.revision AND w.user_id = d.decider_id
          WHERE d.approval_id = a.id)) THEN
      PERFORM refuse('approval.separation');
    END IF;
  END IF;
  IF OLD.status = ANY (in_force) AND NOT NEW.status = ANY (in_force) THEN PERFORM refuse('approval.separation'); END IF;
  IF OLD.status IN ('closed', 'void') AND NEW.status <> OLD.status THEN PERFORM refuse('approval.separation'); END IF;
  RETURN NEW;
END $$;

-- Lines change with their document only while it is a draft or rejected; `open` is the operation that stays allowed.
CREATE FUNCTION line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  header_status text;
BEGIN
  IF TG_OP = TG_ARGV[1] THEN RETURN NEW; END IF;
  EXECUTE format('SELECT status FROM %s WHERE id = $1', TG_ARGV[0]) INTO header_status
    USING CASE WHEN TG_OP = 'INSERT' THEN NEW.document_id ELSE OLD.document_id END;
  IF header_status NOT IN ('draft', 'rejected') OR (TG_OP = 'UPDATE' AND NEW.document_id <> OLD.document_id) THEN
    PERFORM refuse('approval.separation');
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION guard_lines(lines regclass, header regclass, open text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER line_guard BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION line_guard(%L, %L)', lines, header, open);
END $$;

CREATE FUNCTION document_authors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  beneficiary text;
  fields jsonb := to_jsonb(NEW);
BEGIN
  INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
  SELECT gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, who, part
  FROM (VALUES (NEW.created_by_id, 'creator'), (NEW.edited_by_id, 'editor'), (NEW.submitted_by_id, 'submitter')) AS a(who, part)
  WHERE who IS NOT NULL
  ON CONFLICT DO NOTHING;
  FOREACH beneficiary IN ARRAY TG_ARGV[1:] LOOP
    CONTINUE WHEN beneficiary = TG_ARGV[0] OR fields ->> beneficiary IS NULL;
    INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
    VALUES (gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, (fields ->> beneficiary)::uuid, 'beneficiary')
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END $$;

-- Puts both on a document table; every document type calls this in its migration, and a test looks that it did.
CREATE FUNCTION guard_documents(target regclass, document_type text, side_columns text[] DEFAULT '{}', beneficiaries text[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER document_guard BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION document_guard(%s)',
    target, (SELECT string_agg(quote_literal(a), ', ' ORDER BY n) FROM unnest(document_type || side_columns) WITH ORDINALITY AS x(a, n)));
  EXECUTE format('CREATE TRIGGER document_authors AFTER INSERT OR UPDATE OF created_by_id, edited_by_id, submitted_by_id, revision%s ON %s FOR EACH ROW EXECUTE FUNCTION document_authors(%s)',
    (SELECT coalesce(string_agg(format(', %I', b), ''), '') FROM unnest(beneficiaries) b), target,
    (SELECT string_agg(quote_literal(a), ', ' ORDER BY n) FROM unnest(document_type || beneficiaries) WITH ORDINALITY AS x(a, n)));
END $$;

SELECT guard_documents('quotation', 'quotation');
SELECT guard_documents('sales_order', 'sales-order', '{promised_date,customer_order_no}');
SELECT guard_documents('delivery', 'delivery', '{carrier,tracking_no,received_date}');
SELECT guard_documents('sales_invoice', 'sales-invoice');
SELECT guard_documents('receipt', 'receipt', '{reference}');
SELECT guard_documents('opening_balance', 'opening-balance');
SELECT guard_documents('stock_entry', 'stock-entry');
SELECT guard_documents('stock_issue', 'stock-issue');
SELECT guard_documents('expense', 'expense', '{fund_account_id,reimbursed_date}', '{beneficiary_id}');

SELECT guard_lines('quotation_line', 'quotation');
SELECT guard_lines('sales_order_line', 'sales_order');
SELECT guard_lines('delivery_line', 'delivery');
SELECT guard_lines('sales_invoice_line', 'sales_invoice');
-- A deposit is used for later invoices by lines that are added.
SELECT guard_lines('receipt_line', 'receipt', 'INSERT');
SELECT guard_lines('stock_entry_line', 'stock_entry');
SELECT guard_lines('stock_issue_line', 'stock_issue');
SELECT guard_lines('expense_line', 'expense');

-- Decisions.
CREATE FUNCTION approval_decision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  run approval;
BEGIN
  SELECT * INTO run FROM approval WHERE id = NEW.approval_id;
  IF run.status <> 'open' OR run.document_id <> NEW.document_id OR run.revision <> NEW.revision THEN
    PERFORM refuse('approval.decided');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM approval_task t WHERE t.id = NEW.task_id AND t.approval_id = NEW.approval_id AND t.assignee_id = NEW.decider_id AND t.state = 'open') THEN
    PERFORM refuse('approval.not-yours');
  END IF;
  IF EXISTS (SELECT 1 FROM document_author a WHERE a.document_id = NEW.document_id AND a.revision = NEW.revision AND a.user_id = NEW.decider_id) THEN
    PERFORM refuse('approval.author');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_decision_guard BEFORE INSERT ON approval_decision FOR EACH ROW EXECUTE FUNCTION approval_decision_guard();

-- An approval is complete when no task waits and every step has an approving decision by somebody who is no author.
CREATE FUNCTION approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.document_id, NEW.document_type, NEW.revision, NEW.steps) IS DISTINCT FROM (OLD.document_id, OLD.document_type, OLD.revision, OLD.steps)
      OR (OLD.status <> 'open' AND NEW.status <> OLD.status) THEN
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
  -- Nothing makes coverage yet, so nobody may claim it.
  IF NEW.status = 'covered' THEN PERFORM refuse('approval.separation'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_guard BEFORE INSERT OR UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION approval_guard();
CREATE TRIGGER approval_keep BEFORE DELETE ON approval FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A reversal is the exact opposite of the row that it names.
CREATE FUNCTION stock_reversal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stock_ledger o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
    AND (o.warehouse_id, o.product_id, o.quantity, o.value) = (NEW.warehouse_id, NEW.product_id, -NEW.quantity, -NEW.value)) THEN
    RAISE EXCEPTION 'not the exact opposite of the row that it reverses' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_reversal_guard BEFORE INSERT ON stock_ledger FOR EACH ROW EXECUTE FUNCTION stock_reversal_guard();

CREATE FUNCTION fulfilment_reversal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fulfilment_entry o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
    AND (o.line_id, o.kind, o.quantity) = (NEW.line_id, NEW.kind, -NEW.quantity)) THEN
    RAISE EXCEPTION 'not the exact opposite of the row that it reverses' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fulfilment_reversal_guard BEFORE INSERT ON fulfilment_entry FOR EACH ROW EXECUTE FUNCTION fulfilment_reversal_guard();

CREATE FUNCTION settlement_reversal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM settlement_entry o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
    AND (o.debit_id, o.credit_id, o.amount) = (NEW.debit_id, NEW.credit_id, -NEW.amount)) THEN
    RAISE EXCEPTION 'not the exact opposite of the row that it reverses' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_reversal_guard BEFORE INSERT ON settlement_entry FOR EACH ROW EXECUTE FUNCTION settlement_reversal_guard();

CREATE FUNCTION fund_reversal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fund_entry o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
    AND (o.account_id, o.amount) = (NEW.account_id, -NEW.amount)) THEN
    RAISE EXCEPTION 'not the exact opposite of the row that it reverses' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_reversal_guard BEFORE INSERT ON fund_entry FOR EACH ROW EXECUTE FUNCTION fund_reversal_guard();

-- The hard lock only moves forward.
CREATE FUNCTION period_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.locked_through < OLD.locked_through OR NEW.closed_through < OLD.locked_through THEN
    PERFORM refuse('period.closed', jsonb_build_object('date', OLD.locked_through));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER period_guard BEFORE UPDATE ON period FOR EACH ROW EXECUTE FUNCTION period_guard();
CREATE TRIGGER period_keep BEFORE DELETE ON period FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Whatever decides who may do what counts the epoch up.
CREATE FUNCTION bump_security_epoch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE security_epoch SET value = value + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON "user" FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON role FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON department FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
CREATE TRIGGER security_epoch AFTER UPDATE ON company FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();

-- The role that serves requests.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'guanxi_app') THEN CREATE ROLE guanxi_app NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
-- From version 16 on, who makes a role may administer it, but must be told apart whether they may become it.
DO $$ BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    IF NOT pg_has_role(current_user, 'guanxi_app', 'SET') THEN EXECUTE format('GRANT guanxi_app TO %I WITH SET TRUE', current_user); END IF;
  ELSIF NOT pg_has_role(current_user, 'guanxi_app', 'MEMBER') THEN
    EXECUTE format('GRANT guanxi_app TO %I', current_user);
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO guanxi_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guanxi_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO guanxi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO guanxi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO guanxi_app;
REVOKE UPDATE, DELETE ON audit_log, change, document_author, approval_decision, stock_ledger, fund_entry, fulfilment_entry, settlement_entry FROM guanxi_app;
REVOKE DELETE ON approval, approval_task, period FROM guanxi_app;
REVOKE INSERT, UPDATE, DELETE ON security_epoch FROM guanxi_app;
