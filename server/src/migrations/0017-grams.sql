-- Latin letters and digits are also searched by threes and fours: pairs of them are in nearly every name's pinyin. What is
-- there already gets them from its searched text, in one pass without the index. The new index knows the owner and the week of
-- creation too, so that it finds what is in a small scope, or recent, without a look at the rest.
DO $$
DECLARE
  searched record;
BEGIN
  FOR searched IN
    SELECT * FROM (VALUES ('user', ''), ('product', ''), ('customer', '(ARRAY[owner_id]),'), ('contact', '(ARRAY[owner_id]),')) AS s(name, owner)
  LOOP
    EXECUTE format('DROP INDEX ix_%s_grams', searched.name);
    EXECUTE format($sql$
      UPDATE %I t SET grams = t.grams || ARRAY(
        SELECT DISTINCT substr(t.search_text, at, size)
        FROM generate_series(3, 4) AS size, generate_series(1, length(t.search_text) - size + 1) AS at
        WHERE substr(t.search_text, at, size) ~ '^[a-z0-9]+$')$sql$, searched.name);
    EXECUTE format($sql$
      CREATE INDEX ix_%s_grams ON %I USING gin (grams, %s
        (ARRAY[floor(extract(epoch FROM created_at - '1970-01-01 00:00:00+00'::timestamptz) / 604800)::integer]))
        WITH (fastupdate = off)$sql$, searched.name, searched.name, searched.owner);
  END LOOP;
END $$;
