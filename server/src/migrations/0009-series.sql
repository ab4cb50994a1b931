-- A series is what stands between prefix and count of a number: the code of a department, where the rule wants it, and the date part.
ALTER TABLE "numbering_counter" RENAME COLUMN "period" TO "series";
ALTER TABLE "numbering_rule" ADD "per_department" boolean NOT NULL DEFAULT false;

-- From which count on a series has no gap; what the rule of a company makes gapless is so from then on.
ALTER TABLE "numbering_counter" ADD "gapless_from" integer;
UPDATE numbering_counter SET gapless_from = 1 WHERE document_type = 'sales-invoice';

-- A counter goes on by one, whoever writes (N1).
CREATE FUNCTION counter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'INSERT' AND NEW.last <> 1)
    OR (TG_OP = 'UPDATE' AND (NEW.company_id, NEW.document_type, NEW.series, NEW.last) IS DISTINCT FROM (OLD.company_id, OLD.document_type, OLD.series, OLD.last + 1))
    OR (TG_OP = 'UPDATE' AND NEW.gapless_from NOT IN (OLD.gapless_from, NEW.last)) THEN
    RAISE EXCEPTION 'a series goes on by one' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER counter_guard BEFORE INSERT OR UPDATE ON numbering_counter FOR EACH ROW EXECUTE FUNCTION counter_guard();
REVOKE DELETE ON numbering_counter FROM guanxi_app;
