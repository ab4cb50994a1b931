-- Every cache says what its ledger says, whoever writes (F1, M2, S1 of accounts): fact and cache change in one statement.
CREATE FUNCTION fulfilment_follows_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT line_id FROM changed) c CROSS JOIN LATERAL (
      SELECT coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'total'), 0) AS total, coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'cancelled'), 0) AS cancelled, coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'ordered'), 0) AS ordered, coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'delivered'), 0) AS delivered, coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'returned'), 0) AS returned, coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'invoiced'), 0) AS invoiced, coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'credited'), 0) AS credited
      FROM fulfilment_entry e WHERE e.line_id = c.line_id) s
    WHERE NOT EXISTS (SELECT 1 FROM fulfilment f WHERE f.line_id = c.line_id
      AND (f.total, f.cancelled, f.ordered, f.delivered, f.returned, f.invoiced, f.credited) = (s.total, s.cancelled, s.ordered, s.delivered, s.returned, s.invoiced, s.credited))) THEN
    RAISE EXCEPTION 'a line is not done as far as its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER fulfilment_follows_ledger_insert AFTER INSERT ON fulfilment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION fulfilment_follows_ledger();
CREATE TRIGGER fulfilment_follows_ledger_update AFTER UPDATE ON fulfilment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION fulfilment_follows_ledger();
CREATE TRIGGER ledger_moves_fulfilment AFTER INSERT ON fulfilment_entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION fulfilment_follows_ledger();
REVOKE DELETE ON fulfilment FROM guanxi_app;

CREATE FUNCTION is_settled_wrongly(item uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT i.settled <> (SELECT coalesce(sum(e.amount), 0) FROM settlement_entry e WHERE e.debit_id = i.id OR e.credit_id = i.id)
  FROM open_item i WHERE i.id = item;
$$;
CREATE FUNCTION items_follow_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed c WHERE is_settled_wrongly(c.id)) THEN
    RAISE EXCEPTION 'an item is not settled as far as its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER items_follow_ledger_insert AFTER INSERT ON open_item REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION items_follow_ledger();
CREATE TRIGGER items_follow_ledger_update AFTER UPDATE ON open_item REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION items_follow_ledger();
CREATE FUNCTION ledger_settles_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed c WHERE is_settled_wrongly(c.debit_id) OR is_settled_wrongly(c.credit_id)) THEN
    RAISE EXCEPTION 'an item is not settled as far as its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_settles_items AFTER INSERT ON settlement_entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ledger_settles_items();
-- What an item is about stays.
REVOKE UPDATE, DELETE ON open_item FROM guanxi_app;
GRANT UPDATE (settled, voided, version) ON open_item TO guanxi_app;

CREATE FUNCTION funds_follow_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed c WHERE c.balance
    <> coalesce((SELECT e.balance_after FROM fund_entry e WHERE e.account_id = c.id ORDER BY e.seq DESC LIMIT 1), 0)) THEN
    RAISE EXCEPTION 'an account does not hold what its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER funds_follow_ledger_insert AFTER INSERT ON fund_account REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION funds_follow_ledger();
CREATE TRIGGER funds_follow_ledger_update AFTER UPDATE ON fund_account REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION funds_follow_ledger();
CREATE FUNCTION ledger_moves_funds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed c WHERE c.balance_after <> c.amount
      + coalesce((SELECT e.balance_after FROM fund_entry e WHERE e.account_id = c.account_id AND e.seq < c.seq ORDER BY e.seq DESC LIMIT 1), 0))
    OR EXISTS (SELECT 1 FROM changed c JOIN fund_account a ON a.id = c.account_id WHERE a.balance
      <> (SELECT e.balance_after FROM fund_entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1)) THEN
    RAISE EXCEPTION 'an account does not hold what its ledger says' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_moves_funds AFTER INSERT ON fund_entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ledger_moves_funds();

-- The amount of what is submitted follows from its lines (M1); `rule` compares a document `d` with its lines `l`.
CREATE FUNCTION guard_amount(target regclass, lines regclass, rule text) RETURNS void LANGUAGE plpgsql AS $guard$
BEGIN
  EXECUTE format($define$
    CREATE FUNCTION %1$s_totals() RETURNS trigger LANGUAGE plpgsql AS $function$
    BEGIN
      IF EXISTS (SELECT 1 FROM %1$s d WHERE d.id = NEW.id AND d.status NOT IN ('draft', 'rejected')
        AND NOT EXISTS (SELECT 1 FROM %2$s l WHERE l.document_id = d.id HAVING %3$s)) THEN
        RAISE EXCEPTION 'the amount is not what the lines say' USING ERRCODE = '23514';
      END IF;
      RETURN NULL;
    END $function$ $define$, target, lines, rule);
  EXECUTE format('CREATE CONSTRAINT TRIGGER totals AFTER UPDATE OF status, revision ON %1$s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((NEW.status = ''pending'' AND OLD.status <> ''pending'') OR NEW.revision <> OLD.revision) EXECUTE FUNCTION %1$s_totals()', target);
END $guard$;
SELECT guard_amount('expense', 'expense_line', 'sum(l.amount) = d.amount');
SELECT guard_amount('stock_entry', 'stock_entry_line', 'sum(l.cost) = d.amount');
SELECT guard_amount('receipt', 'receipt_line', 'coalesce(sum(l.amount), 0) <= d.amount');
