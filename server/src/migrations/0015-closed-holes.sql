-- What a balance is about stays, and no balance goes: only its figures are written (S1, F1).
REVOKE UPDATE, DELETE ON stock_balance FROM guanxi_app;
GRANT UPDATE (on_hand, reserved, value, version, updated_at) ON stock_balance TO guanxi_app;
REVOKE UPDATE ON fulfilment FROM guanxi_app;
GRANT UPDATE (total, cancelled, ordered, delivered, returned, invoiced, credited) ON fulfilment TO guanxi_app;

-- Whether stock may be negative is the warehouse's to say, and stays once it has stock (S2).
CREATE FUNCTION balance_as_warehouse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.negative_allowed IS DISTINCT FROM (SELECT w.negative_allowed FROM warehouse w WHERE w.id = NEW.warehouse_id) THEN
    RAISE EXCEPTION 'the warehouse says whether stock may be negative' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER balance_as_warehouse BEFORE INSERT ON stock_balance FOR EACH ROW EXECUTE FUNCTION balance_as_warehouse();
CREATE FUNCTION warehouse_as_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM stock_balance b WHERE b.warehouse_id = NEW.id) THEN
    RAISE EXCEPTION 'the warehouse has stock' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER warehouse_as_balances BEFORE UPDATE OF negative_allowed ON warehouse FOR EACH ROW
  WHEN (NEW.negative_allowed <> OLD.negative_allowed) EXECUTE FUNCTION warehouse_as_balances();

-- A count of a gapless series is on a document when it is committed (N1).
ALTER TABLE "numbering_counter" ADD "last_number" text;
ALTER TABLE numbering_counter DISABLE TRIGGER counter_guard;
DO $$
DECLARE
  counter numbering_counter;
  given text;
BEGIN
  FOR counter IN SELECT * FROM numbering_counter WHERE gapless_from IS NOT NULL LOOP
    EXECUTE format('SELECT number FROM %I WHERE company_id = $1 AND number ~ $2', replace(counter.document_type, '-', '_'))
      INTO given USING counter.company_id, '(^|-)' || CASE counter.series WHEN '' THEN '' ELSE counter.series || '-' END || '0*' || counter.last || '$';
    UPDATE numbering_counter SET last_number = given
    WHERE (company_id, document_type, series) = (counter.company_id, counter.document_type, counter.series);
  END LOOP;
END $$;
ALTER TABLE numbering_counter ENABLE TRIGGER counter_guard;
CREATE OR REPLACE FUNCTION counter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'INSERT' AND (NEW.last <> 1 OR NEW.gapless_from <> 1))
    OR (TG_OP = 'UPDATE' AND (NEW.company_id, NEW.document_type, NEW.series, NEW.last) IS DISTINCT FROM (OLD.company_id, OLD.document_type, OLD.series, OLD.last + 1))
    OR (TG_OP = 'UPDATE' AND NEW.gapless_from IS DISTINCT FROM OLD.gapless_from AND NEW.gapless_from <> NEW.last) THEN
    RAISE EXCEPTION 'a series goes on by one' USING ERRCODE = '23514';
  END IF;
  IF NEW.gapless_from IS NULL AND NEW.document_type = 'sales-invoice' THEN
    RAISE EXCEPTION 'this series has no gap' USING ERRCODE = '23514';
  END IF;
  -- A node that has not heard yet of the rule tries again.
  IF TG_OP = 'UPDATE' AND NEW.gapless_from IS NULL AND OLD.gapless_from IS NOT NULL AND EXISTS (SELECT 1 FROM numbering_rule r
    WHERE r.company_id = NEW.company_id AND r.document_type = NEW.document_type AND r.gapless AND NOT r.archived) THEN
    RAISE EXCEPTION 'this series has no gap' USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION count_is_taken() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taken boolean := NEW.last_number ~ ('(^|-)0*' || NEW.last || '$');
BEGIN
  IF taken THEN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE company_id = $1 AND number = $2)', replace(NEW.document_type, '-', '_'))
      INTO taken USING NEW.company_id, NEW.last_number;
  END IF;
  IF taken IS NOT TRUE THEN
    RAISE EXCEPTION 'no document has the number %', NEW.last_number USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER count_is_taken AFTER INSERT OR UPDATE ON numbering_counter DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.gapless_from IS NOT NULL) EXECUTE FUNCTION count_is_taken();

-- What was approved waits for nothing any more: it does not become a draft again.
CREATE FUNCTION approved_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM approval a WHERE a.document_id = NEW.id AND a.revision = NEW.revision AND a.status IN ('approved', 'covered')) THEN
    PERFORM refuse('approval.separation');
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION guard_approved(target regclass) RETURNS void LANGUAGE plpgsql AS $guard$
BEGIN
  EXECUTE format('CREATE TRIGGER approved_stays BEFORE UPDATE OF status ON %s FOR EACH ROW
    WHEN (OLD.status = ''pending'' AND NEW.status IN (''draft'', ''rejected'')) EXECUTE FUNCTION approved_stays()', target);
END $guard$;
DO $$
DECLARE
  guarded record;
BEGIN
  FOR guarded IN SELECT t.tgrelid::regclass AS header FROM pg_trigger t WHERE t.tgname = 'document_guard' LOOP
    PERFORM guard_approved(guarded.header);
  END LOOP;
END $$;
