-- A key comes with its answer, as the text that was sent; answers of a few thousand characters are kept as they are.
DELETE FROM idempotency_key WHERE status IS NULL;
ALTER TABLE "idempotency_key" ALTER COLUMN "status" SET NOT NULL, ALTER COLUMN "body" TYPE text USING body::text;
ALTER TABLE "idempotency_key" SET (toast_tuple_target = 8160);

-- Rates are remembered between requests, as currencies are.
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON exchange_rate FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON tax_rate FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();

-- A record as JSON is made only where a field of it is asked for.
CREATE OR REPLACE FUNCTION document_authors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  beneficiary text;
  fields jsonb;
BEGIN
  INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
  SELECT gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, who, part
  FROM (VALUES (NEW.created_by_id, 'creator'), (NEW.edited_by_id, 'editor'), (NEW.submitted_by_id, 'submitter')) AS a(who, part)
  WHERE who IS NOT NULL
  ON CONFLICT DO NOTHING;
  IF TG_NARGS < 2 THEN RETURN NULL; END IF;
  fields := to_jsonb(NEW);
  FOREACH beneficiary IN ARRAY TG_ARGV[1:] LOOP
    CONTINUE WHEN beneficiary = TG_ARGV[0] OR fields ->> beneficiary IS NULL;
    INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
    VALUES (gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, (fields ->> beneficiary)::uuid, 'beneficiary')
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END $$;
