-- Closed periods are remembered between requests, as currencies are, for what is not in the books yet.
CREATE TRIGGER security_epoch AFTER INSERT OR UPDATE ON period FOR EACH STATEMENT EXECUTE FUNCTION bump_security_epoch();

-- Only a reversal is compared with what it takes back.
DROP TRIGGER stock_reversal_guard ON stock_ledger;
CREATE TRIGGER stock_reversal_guard BEFORE INSERT ON stock_ledger FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION stock_reversal_guard();
DROP TRIGGER fulfilment_reversal_guard ON fulfilment_entry;
CREATE TRIGGER fulfilment_reversal_guard BEFORE INSERT ON fulfilment_entry FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION fulfilment_reversal_guard();
DROP TRIGGER settlement_reversal_guard ON settlement_entry;
CREATE TRIGGER settlement_reversal_guard BEFORE INSERT ON settlement_entry FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION settlement_reversal_guard();
DROP TRIGGER fund_reversal_guard ON fund_entry;
CREATE TRIGGER fund_reversal_guard BEFORE INSERT ON fund_entry FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION fund_reversal_guard();

-- What rows of the fulfilment ledger add to is compared kind by kind; other kinds are as they were.
CREATE FUNCTION ledger_moves_fulfilment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT line_id, kind FROM changed) c JOIN fulfilment f ON f.line_id = c.line_id
    WHERE (SELECT sum(e.quantity) FROM fulfilment_entry e WHERE e.line_id = c.line_id AND e.kind = c.kind) <> CASE c.kind
      WHEN 'total' THEN f.total WHEN 'cancelled' THEN f.cancelled WHEN 'ordered' THEN f.ordered WHEN 'delivered' THEN f.delivered
      WHEN 'returned' THEN f.returned WHEN 'invoiced' THEN f.invoiced ELSE f.credited END) THEN
    RAISE EXCEPTION 'a line is not done as far as its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER ledger_moves_fulfilment ON fulfilment_entry;
CREATE TRIGGER ledger_moves_fulfilment AFTER INSERT ON fulfilment_entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ledger_moves_fulfilment();

-- Balances of stock and their ledger change in one statement, and are compared once in it (S1).
DROP TRIGGER stock_follows_ledger ON stock_balance;
DROP TRIGGER stock_begins_empty ON stock_balance;
DROP TRIGGER ledger_moves_stock ON stock_ledger;
DROP TRIGGER stock_ledger_goes_on ON stock_ledger;
DROP FUNCTION stock_ledger_goes_on();
CREATE OR REPLACE FUNCTION stock_follows_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed c LEFT JOIN LATERAL (
      SELECT l.balance_after, l.value_after FROM stock_ledger l
      WHERE l.product_id = c.product_id AND l.warehouse_id = c.warehouse_id ORDER BY l.seq DESC LIMIT 1) last ON true
    WHERE (c.on_hand, c.value) <> (coalesce(last.balance_after, 0), coalesce(last.value_after, 0))) THEN
    RAISE EXCEPTION 'the balance of stock is not what its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_follows_ledger_insert AFTER INSERT ON stock_balance REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stock_follows_ledger();
CREATE TRIGGER stock_follows_ledger_update AFTER UPDATE ON stock_balance REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION stock_follows_ledger();
-- Each row goes on from the one before it of its key, and the last one says what the balance says.
CREATE FUNCTION ledger_moves_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed c LEFT JOIN LATERAL (
      SELECT l.balance_after, l.value_after FROM stock_ledger l
      WHERE l.product_id = c.product_id AND l.warehouse_id = c.warehouse_id AND l.seq < c.seq ORDER BY l.seq DESC LIMIT 1) before ON true
    WHERE (c.balance_after, c.value_after) <> (coalesce(before.balance_after, 0) + c.quantity, coalesce(before.value_after, 0) + c.value)) THEN
    RAISE EXCEPTION 'the row does not go on from the one before it' USING ERRCODE = '23514';
  END IF;
  IF EXISTS (SELECT 1 FROM changed c LEFT JOIN stock_balance b ON b.warehouse_id = c.warehouse_id AND b.product_id = c.product_id
    CROSS JOIN LATERAL (SELECT l.balance_after, l.value_after FROM stock_ledger l
      WHERE l.product_id = c.product_id AND l.warehouse_id = c.warehouse_id ORDER BY l.seq DESC LIMIT 1) last
    WHERE (b.on_hand, b.value) IS DISTINCT FROM (last.balance_after, last.value_after)) THEN
    RAISE EXCEPTION 'the balance of stock is not what its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_moves_stock AFTER INSERT ON stock_ledger REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ledger_moves_stock();
