-- What is owed, paid and brought forward is kept in the base currency too, like what is quoted and ordered.
ALTER TABLE "sales_invoice" ADD "base_amount" numeric(24,4);
ALTER TABLE "receipt" ADD "base_amount" numeric(24,4);
ALTER TABLE "opening_balance" ADD "base_amount" numeric(24,4);

-- The guards of documents in force are for people; this fills what follows from what stands there.
DO $$
DECLARE
  header regclass;
BEGIN
  FOREACH header IN ARRAY ARRAY['sales_invoice', 'receipt', 'opening_balance']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', header);
    EXECUTE format('UPDATE %s t SET base_amount = round(t.amount * t.exchange_rate, (
      SELECT c.minor_unit FROM company o JOIN currency c ON c.code = o.base_currency WHERE o.id = t.company_id))', header);
    EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', header);
    EXECUTE format('ALTER TABLE %s ALTER COLUMN base_amount SET NOT NULL', header);
  END LOOP;
END $$;
