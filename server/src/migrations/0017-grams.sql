-- Latin letters and digits are also searched by threes. What is there already gets them from its searched text, in one
-- pass without the index, which is made anew.
DO $$
DECLARE
  searched text;
BEGIN
  FOREACH searched IN ARRAY ARRAY['user', 'customer', 'contact', 'product'] LOOP
    EXECUTE format('DROP INDEX ix_%s_grams', searched);
    EXECUTE format($sql$
      UPDATE %I t SET grams = t.grams || ARRAY(
        SELECT DISTINCT substr(t.search_text, at, 3) FROM generate_series(1, length(t.search_text) - 2) AS at
        WHERE substr(t.search_text, at, 3) ~ '^[a-z0-9]{3}$')$sql$, searched);
    EXECUTE format('CREATE INDEX ix_%s_grams ON %I USING gin (grams) WITH (fastupdate = off)', searched, searched);
  END LOOP;
END $$;
