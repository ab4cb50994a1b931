-- Who wrote a document is written down where it is new: all of it with a document or its next revision, else what has changed.
-- A draft that was deleted leaves its authors behind, and may be put back.
CREATE OR REPLACE FUNCTION document_authors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  beneficiary text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
    VALUES (gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, NEW.created_by_id, 'creator'),
      (gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, NEW.edited_by_id, 'editor')
    ON CONFLICT DO NOTHING;
    IF NEW.submitted_by_id IS NOT NULL THEN
      INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
      VALUES (gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, NEW.submitted_by_id, 'submitter')
      ON CONFLICT DO NOTHING;
    END IF;
  ELSIF (NEW.revision, NEW.created_by_id, NEW.edited_by_id, NEW.submitted_by_id)
    IS DISTINCT FROM (OLD.revision, OLD.created_by_id, OLD.edited_by_id, OLD.submitted_by_id) THEN
    INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
    SELECT gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, who, part
    FROM (VALUES (NEW.created_by_id, OLD.created_by_id, 'creator'), (NEW.edited_by_id, OLD.edited_by_id, 'editor'),
      (NEW.submitted_by_id, OLD.submitted_by_id, 'submitter')) AS a(who, before, part)
    WHERE who IS NOT NULL AND (who IS DISTINCT FROM before OR NEW.revision <> OLD.revision)
    ON CONFLICT DO NOTHING;
  END IF;
  FOREACH beneficiary IN ARRAY TG_ARGV[1:] LOOP
    INSERT INTO document_author (id, document_type, document_id, revision, user_id, role)
    SELECT gen_random_uuid(), TG_ARGV[0], NEW.id, NEW.revision, (to_jsonb(NEW) ->> beneficiary)::uuid, 'beneficiary'
    WHERE to_jsonb(NEW) ->> beneficiary IS NOT NULL
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END $$;
