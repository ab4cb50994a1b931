-- Stock balances and totals of documents are held by the database as well, whoever writes (S1, M1).

-- Each row goes on from the row before it of its key, and at the commit the last one says what the balance says.
CREATE FUNCTION stock_follows_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
  held record;
BEGIN
  SELECT l.balance_after, l.value_after INTO last FROM stock_ledger l
  WHERE l.product_id = NEW.product_id AND l.warehouse_id = NEW.warehouse_id ORDER BY l.seq DESC LIMIT 1;
  SELECT b.on_hand, b.value INTO held FROM stock_balance b WHERE b.warehouse_id = NEW.warehouse_id AND b.product_id = NEW.product_id;
  IF (coalesce(last.balance_after, 0), coalesce(last.value_after, 0)) IS DISTINCT FROM (coalesce(held.on_hand, 0), coalesce(held.value, 0)) THEN
    RAISE EXCEPTION 'the balance of stock is not what its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stock_follows_ledger AFTER UPDATE OF on_hand, value ON stock_balance DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.on_hand <> NEW.on_hand OR OLD.value <> NEW.value) EXECUTE FUNCTION stock_follows_ledger();
CREATE CONSTRAINT TRIGGER stock_begins_empty AFTER INSERT ON stock_balance DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.on_hand <> 0 OR NEW.value <> 0) EXECUTE FUNCTION stock_follows_ledger();
CREATE CONSTRAINT TRIGGER ledger_moves_stock AFTER INSERT ON stock_ledger DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION stock_follows_ledger();

CREATE FUNCTION stock_ledger_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before record;
BEGIN
  SELECT l.balance_after, l.value_after INTO before FROM stock_ledger l
  WHERE l.product_id = NEW.product_id AND l.warehouse_id = NEW.warehouse_id AND l.seq < NEW.seq ORDER BY l.seq DESC LIMIT 1;
  IF (NEW.balance_after, NEW.value_after) <> (coalesce(before.balance_after, 0) + NEW.quantity, coalesce(before.value_after, 0) + NEW.value) THEN
    RAISE EXCEPTION 'the row does not go on from the one before it' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_ledger_goes_on AFTER INSERT ON stock_ledger FOR EACH ROW EXECUTE FUNCTION stock_ledger_goes_on();

-- What is submitted, and what an amendment puts into force, has the sums of its lines; from then on neither changes.
CREATE FUNCTION guard_totals(target regclass, lines regclass) RETURNS void LANGUAGE plpgsql AS $guard$
BEGIN
  EXECUTE format($define$
    CREATE FUNCTION %1$s_totals() RETURNS trigger LANGUAGE plpgsql AS $function$
    BEGIN
      -- As it is at the commit: within one transaction it may have come back and gone out again.
      IF EXISTS (SELECT 1 FROM %1$s d WHERE d.id = NEW.id AND d.status NOT IN ('draft', 'rejected') AND NOT EXISTS (
        SELECT 1 FROM %2$s l WHERE l.document_id = d.id HAVING (sum(l.net_amount), sum(l.tax_amount), sum(l.gross_amount), sum(l.net_amount + l.tax_amount))
          = (d.net_amount, d.tax_amount, d.gross_amount, d.amount))) THEN
        RAISE EXCEPTION 'the totals are not the sums of the lines' USING ERRCODE = '23514';
      END IF;
      RETURN NULL;
    END $function$ $define$, target, lines);
  EXECUTE format('CREATE CONSTRAINT TRIGGER totals AFTER UPDATE OF status, revision ON %1$s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((NEW.status = ''pending'' AND OLD.status <> ''pending'') OR NEW.revision <> OLD.revision) EXECUTE FUNCTION %1$s_totals()', target);
END $guard$;
SELECT guard_totals('quotation', 'quotation_line');
SELECT guard_totals('sales_order', 'sales_order_line');
SELECT guard_totals('sales_invoice', 'sales_invoice_line');
