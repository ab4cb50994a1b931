-- A key comes with its answer, as the text that was sent; answers of a few thousand characters are kept as they are.
DELETE FROM idempotency_key WHERE status IS NULL;
ALTER TABLE "idempotency_key" ALTER COLUMN "status" SET NOT NULL, ALTER COLUMN "body" TYPE text USING body::text;
ALTER TABLE "idempotency_key" SET (toast_tuple_target = 8160);

-- Rates are remembered between requests, as currencies are.
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON exchange_rate FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE OR DELETE ON tax_rate FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();
