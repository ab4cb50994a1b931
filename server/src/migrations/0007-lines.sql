-- Lines are guarded once per statement instead of once per row, by a function of their own whose plan is kept.
CREATE FUNCTION refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse('approval.separation');
  RETURN NULL;
END $$;

-- Lines change with their document while it is a draft or rejected, and while an approved amendment is being put into force:
-- then the document has the amendment's revision already, and `amendment_applied` compares the lines before the commit.
-- `open` is the operation that stays allowed.
CREATE OR REPLACE FUNCTION guard_lines(lines regclass, header regclass, open text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $guard$
DECLARE
  event text;
BEGIN
  EXECUTE format($define$
    CREATE FUNCTION %1$s_guard() RETURNS trigger LANGUAGE plpgsql AS $function$
    BEGIN
      IF EXISTS (SELECT 1 FROM %2$s h WHERE h.id IN (SELECT document_id FROM changed) AND h.status NOT IN ('draft', 'rejected')
        AND NOT EXISTS (SELECT 1 FROM amendment a WHERE a.document_id = h.id AND a.revision = h.revision AND a.status = 'pending')) THEN
        PERFORM refuse('approval.separation');
      END IF;
      RETURN NULL;
    END $function$ $define$, lines, header);
  FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
    CONTINUE WHEN event = open;
    EXECUTE format('CREATE TRIGGER line_guard_%1$s AFTER %1$s ON %2$s REFERENCING %3$s TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %2$s_guard()',
      lower(event), lines, CASE event WHEN 'INSERT' THEN 'NEW' ELSE 'OLD' END);
  END LOOP;
  EXECUTE format('CREATE TRIGGER line_stays BEFORE UPDATE OF document_id ON %s FOR EACH ROW WHEN (OLD.document_id <> NEW.document_id) EXECUTE FUNCTION refuse_move()', lines);
END $guard$;

DO $$
DECLARE
  guarded record;
BEGIN
  FOR guarded IN SELECT t.tgrelid::regclass AS lines, split_part(encode(t.tgargs, 'escape'), '\000', 1)::regclass AS header,
    split_part(encode(t.tgargs, 'escape'), '\000', 2) AS open FROM pg_trigger t WHERE t.tgname = 'line_guard' LOOP
    EXECUTE format('DROP TRIGGER line_guard ON %s', guarded.lines);
    PERFORM guard_lines(guarded.lines, guarded.header, guarded.open);
  END LOOP;
END $$;
DROP FUNCTION line_guard();
