import { randomUUIDv7 } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { add, compare, isNegative, isZero, maximum, negate, subtract } from '@guanxi/shared/kernel';
import { arraysOf } from '../../../kernel/db/arrays.js';
import { Db } from '../../../kernel/db/db.js';
import { Foresight, type ForeseenMove } from '../../../kernel/documents/foresight.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { averageValue, comesLate, lateCost } from './costing.js';
import { Reservations, type DemandLine, type Restored } from './reservations.js';
import type { LockedBalance, StockDocument, StockMove } from './stock-types.js';

const keyOf = (move: { warehouseId: string; productId: string }): string => `${move.warehouseId} ${move.productId}`;

/**
 * Locks all balances in key order; none where one is missing, so that those are added before any is locked. Those that are
 * promised to the order lines $3 are locked along, where there are any.
 */
const KEYS = 'unnest($1::uuid[], $2::uuid[]) AS k(warehouse_id, product_id)';
const LOCK = `
SELECT b.id, b.warehouse_id AS "warehouseId", b.product_id AS "productId", b.on_hand AS "onHand", b.reserved, b.value,
  b.negative_allowed AS "negativeAllowed", (SELECT w.name FROM warehouse w WHERE w.id = b.warehouse_id) AS warehouse,
  (SELECT p.name FROM product p WHERE p.id = b.product_id) AS product
FROM stock_balance b
WHERE (b.warehouse_id, b.product_id) IN (SELECT k.warehouse_id, k.product_id FROM ${KEYS}
    UNION SELECT d.warehouse_id, d.product_id FROM demand d WHERE d.order_line_id = ANY($3))
  AND cardinality($1::uuid[]) = (SELECT count(*) FROM ${KEYS}
    JOIN stock_balance b ON b.warehouse_id = k.warehouse_id AND b.product_id = k.product_id)
ORDER BY b.warehouse_id, b.product_id FOR UPDATE OF b`;
const ADD_MISSING = `
INSERT INTO stock_balance (id, warehouse_id, product_id, on_hand, reserved, value, negative_allowed, version, updated_at)
SELECT k.id, k.warehouse_id, k.product_id, 0, 0, 0, w.negative_allowed, 1, now()
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS k(warehouse_id, product_id, id) JOIN warehouse w ON w.id = k.warehouse_id
ORDER BY k.warehouse_id, k.product_id ON CONFLICT (warehouse_id, product_id) DO NOTHING`;
const SAVE = `
UPDATE stock_balance b SET on_hand = r.on_hand, reserved = r.reserved, value = r.value, version = b.version + 1, updated_at = now()
FROM unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::numeric[]) AS r(id, on_hand, reserved, value) WHERE b.id = r.id`;
const WRITE = `
INSERT INTO stock_ledger (id, warehouse_id, product_id, at, date, quantity, value, balance_after, value_after, document_type, document_id, document_line_id, reverses_id)
SELECT r.id, r.warehouse_id, r.product_id, now(), $5, r.quantity, r.value, r.balance_after, r.value_after, $6, $7, r.document_line_id, r.reverses_id
FROM unnest($8::uuid[], $9::uuid[], $10::uuid[], $11::numeric[], $12::numeric[], $13::numeric[], $14::numeric[], $15::uuid[], $16::uuid[])
  AS r(id, warehouse_id, product_id, quantity, value, balance_after, value_after, document_line_id, reverses_id)`;
const WRITTEN = `
SELECT 'stock' AS kind, jsonb_build_object('id', p.id, 'name', p.name) AS what, jsonb_build_object('id', w.id, 'name', w.name) AS "where",
  l.quantity AS change, l.balance_after AS after
FROM stock_ledger l JOIN product p ON p.id = l.product_id JOIN warehouse w ON w.id = l.warehouse_id
WHERE l.document_id = $1 AND l.at = now() AND l.quantity <> 0 ORDER BY l.seq`;
const figuresOf = (balances: readonly LockedBalance[]): unknown[] =>
  arraysOf(balances, 'id', 'onHand', 'reserved', 'value');

/** A row of the ledger. */
interface Posting extends Pick<StockMove, 'warehouseId' | 'productId' | 'quantity' | 'documentLineId' | 'reversesId'> {
  readonly id: string;
  readonly value: string;
  readonly balanceAfter: string;
  readonly valueAfter: string;
}
const columnsOf = (ledger: readonly Posting[]): unknown[] => [
  ...arraysOf(ledger, 'id', 'warehouseId', 'productId', 'quantity', 'value'),
  ...arraysOf(ledger, 'balanceAfter', 'valueAfter', 'documentLineId', 'reversesId'),
];

/**
 * The stock ledger. All balances of a document are locked once in key order, moved in memory, and written by one UPDATE and
 * one INSERT. Issues take the moving average (`costing.ts`); a reversal takes back exactly what was posted.
 */
@Injectable()
export class StockPostings implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly reservations: Reservations,
    private readonly foresight: Foresight,
  ) {}

  onModuleInit(): void {
    this.foresight.register((documentId) => this.db.query<ForeseenMove>(WRITTEN, [documentId]));
  }

  /**
   * Posts the movements of a document that takes effect.
   * @param options.releasing lets stock that is set aside go out and releases reservations, latest promise first (S2).
   * @param options.restored order lines that need more again.
   * @throws DomainError 409 `stock.insufficient` with product, warehouse, available, required.
   */
  async post(
    document: StockDocument,
    moves: readonly StockMove[],
    options: { releasing?: boolean; restored?: readonly Restored[] } = {},
  ): Promise<void> {
    if (moves.length === 0) return;
    const { restored = [] } = options;
    const served = [...moves, ...restored].flatMap(({ orderLineId }) => orderLineId ?? []);
    // Lines may be promised from other warehouses than these, and what is set aside there changes with them.
    const [balances, { used, givenUp }] = await Promise.all([this.lock(moves, served), this.reservations.use(moves)]);
    if (restored.length > 0) await this.reservations.restore(restored);
    const before = new Map([...balances].map(([key, { reserved }]) => [key, reserved]));
    for (const given of givenUp) {
      const balance = balances.get(keyOf(given))!;
      balance.reserved = subtract(balance.reserved, given.quantity);
    }
    const ledger = moves.flatMap((move) => {
      const balance = balances.get(keyOf(move))!;
      balance.reserved = subtract(balance.reserved, used.get(move.documentLineId) ?? '0');
      return this.apply(balance, move, options.releasing ?? false);
    });
    if (options.releasing) await this.reservations.releaseExcess([...balances.values()]);
    await this.reservations.allocate([...balances.values()]);
    const moved = new Set(moves.map(keyOf));
    const changed = [...balances].filter(([key, { reserved }]) => moved.has(key) || reserved !== before.get(key));
    await this.write(
      document,
      changed.map(([, balance]) => balance),
      ledger,
    );
  }

  /**
   * Takes every movement of a document back, exactly; the order lines that it served need so much again.
   * @throws DomainError 409 when what came in has gone out again.
   */
  async reverse(document: StockDocument, restored: readonly Restored[] = []): Promise<void> {
    const rows = await this.db.query<StockMove & { id: string }>(
      `SELECT l.id, l.warehouse_id AS "warehouseId", l.product_id AS "productId", (-l.quantity)::text AS quantity, (-l.value)::text AS value,
         l.document_line_id AS "documentLineId"
       FROM stock_ledger l WHERE l.document_id = $1 AND l.reverses_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM stock_ledger r WHERE r.reverses_id = l.id) ORDER BY l.seq`,
      [document.id],
    );
    await this.post(
      document,
      rows.map(({ id, ...move }) => ({ ...move, reversesId: id })),
      { releasing: true, restored },
    );
  }

  /** Sets aside what orders need, as far as it is there. */
  async reserve(keys: readonly { warehouseId: string; productId: string }[]): Promise<void> {
    if (keys.length === 0) return;
    const balances = [...(await this.lock(keys)).values()];
    await this.reservations.allocate(balances);
    await this.save(balances);
  }

  /** Gives back what was set aside for order lines that are no longer needed, and to whoever waits for it. */
  async release(orderLineIds: readonly string[]): Promise<void> {
    const keys = await this.reservations.keysOf(orderLineIds);
    if (keys.length === 0) return;
    const balances = await this.lock(keys);
    for (const given of await this.reservations.withdraw(orderLineIds)) {
      const balance = balances.get(keyOf(given))!;
      balance.reserved = subtract(balance.reserved, given.reserved);
    }
    await this.reservations.allocate([...balances.values()]);
    await this.save([...balances.values()]);
  }

  /** Brings what is set aside for an order to what it needs after an amendment; what it gives up goes to whoever waits. */
  async amend(
    order: { type: string; id: string },
    knownLineIds: readonly string[],
    needed: readonly DemandLine[],
  ): Promise<void> {
    const held = await this.reservations.keysOf(knownLineIds);
    if (held.length + needed.length === 0) return;
    const balances = [...(await this.lock([...held, ...needed])).values()];
    await this.reservations.amend(order, knownLineIds, needed, balances);
    await this.reservations.allocate(balances);
    await this.save(balances);
  }

  private async lock(
    keys: readonly { warehouseId: string; productId: string }[],
    promised: readonly string[] = [],
  ): Promise<Map<string, LockedBalance>> {
    const unique = [...new Map(keys.map((key) => [keyOf(key), key])).values()];
    const columns = arraysOf(unique, 'warehouseId', 'productId');
    const lockAll = (): Promise<LockedBalance[]> => this.db.query<LockedBalance>(LOCK, [...columns, promised]);
    let rows = await lockAll();
    if (rows.length === 0) {
      await this.db.send(ADD_MISSING, [...columns, unique.map(() => randomUUIDv7())]);
      rows = await lockAll();
    }
    return new Map(rows.map((row) => [keyOf(row), row]));
  }

  /** Moves a balance in memory and answers its ledger rows: the movement, and what it costs that pieces went out before. */
  private apply(balance: LockedBalance, move: StockMove, releasing: boolean): Posting[] {
    if (isNegative(move.quantity)) this.assertEnough(balance, move, releasing);
    const value = move.value ?? averageValue(balance, move.quantity);
    const late = !move.reversesId && comesLate(balance, move.quantity) ? lateCost(balance, move.quantity, value) : '0';
    const moved = posting(balance, move, move.quantity, value);
    return isZero(late) ? [moved] : [moved, posting(balance, move, '0', late)];
  }

  private assertEnough(balance: LockedBalance, move: StockMove, releasing: boolean): void {
    if (balance.negativeAllowed) return;
    const required = negate(move.quantity);
    const available = releasing ? balance.onHand : subtract(balance.onHand, balance.reserved);
    if (compare(required, available) <= 0) return;
    const { product, warehouse, productId, warehouseId } = balance;
    throw new DomainError('stock.insufficient', {
      product,
      warehouse,
      productId,
      warehouseId,
      available: maximum(available, '0'),
      required,
    });
  }

  private async write(
    document: StockDocument,
    balances: readonly LockedBalance[],
    ledger: readonly Posting[],
  ): Promise<void> {
    await this.db.send(`WITH saved AS (${SAVE}) ${WRITE}`, [
      ...figuresOf(balances),
      ...[document.date, document.type, document.id],
      ...columnsOf(ledger),
    ]);
  }

  private async save(balances: readonly LockedBalance[]): Promise<void> {
    await this.db.send(SAVE, figuresOf(balances));
  }
}

/** Moves a balance in memory and answers its ledger row. */
function posting(balance: LockedBalance, move: StockMove, quantity: string, value: string): Posting {
  balance.onHand = add(balance.onHand, quantity);
  balance.value = add(balance.value, value);
  const { warehouseId, productId, documentLineId, reversesId } = move;
  return {
    ...{ id: randomUUIDv7(), warehouseId, productId, quantity, value },
    ...{ balanceAfter: balance.onHand, valueAfter: balance.value, documentLineId },
    ...(reversesId ? { reversesId } : {}),
  };
}
