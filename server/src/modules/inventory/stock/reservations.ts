import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { add, compare, isPositive, minimum, negate, subtract } from '@guanxi/shared/kernel';
import { arraysOf } from '../../../kernel/db/arrays.js';
import { Db } from '../../../kernel/db/db.js';
import type { LockedBalance, StockMove } from './stock-types.js';

/** What an order line needs. */
export interface DemandLine {
  readonly orderLineId: string;
  readonly warehouseId: string;
  readonly productId: string;
  readonly quantity: string;
  readonly promisedDate: string | null;
}

interface Waiting {
  readonly id: string;
  readonly warehouseId: string;
  readonly productId: string;
  readonly quantity: string;
  readonly reserved: string;
}

interface Key {
  readonly warehouseId: string;
  readonly productId: string;
}
/** So much that an order line needs again. */
export interface Restored {
  readonly orderLineId: string;
  readonly quantity: string;
}
/** So much that was set aside in a balance and is not needed there any more. */
interface GivenUp extends Key {
  readonly quantity: string;
}
const isAt = (one: Key, other: Key): boolean =>
  one.warehouseId === other.warehouseId && one.productId === other.productId;
const IN_BALANCES = `(d.warehouse_id, d.product_id) IN (SELECT k.warehouse_id, k.product_id
  FROM unnest($1::uuid[], $2::uuid[]) AS k(warehouse_id, product_id))`;
const keysOf = (balances: readonly LockedBalance[]): unknown[] => arraysOf(balances, 'warehouseId', 'productId');

/** What of a demand outlives an amendment. */
interface Kept {
  readonly reserved: string;
  readonly createdAt: string;
}

/**
 * What orders need and how much of it is set aside. Callers hold the locks of the balances concerned; demand beyond the
 * stock stays unreserved and is served when something comes in, earliest promise first.
 */
@Injectable()
export class Reservations {
  constructor(private readonly db: Db) {}

  /** Says what an order needs; `kept` tells, by line, what stays of an earlier demand in the same place. */
  async place(
    order: { type: string; id: string },
    lines: readonly DemandLine[],
    kept: ReadonlyMap<string, Kept> = new Map(),
  ): Promise<void> {
    if (lines.length === 0) return;
    await this.db.send(
      `INSERT INTO demand (id, order_type, order_id, order_line_id, warehouse_id, product_id, promised_date, quantity, reserved, created_at)
       SELECT r.id, $1, $2, r.order_line_id, r.warehouse_id, r.product_id, r.promised_date, r.quantity, r.reserved, coalesce(r.created_at, now())
       FROM unnest($3::uuid[], $4::numeric[], $5::timestamptz[], $6::uuid[], $7::uuid[], $8::uuid[], $9::date[], $10::numeric[])
         AS r(id, reserved, created_at, order_line_id, warehouse_id, product_id, promised_date, quantity)`,
      [
        ...[order.type, order.id, lines.map(() => randomUUIDv7())],
        lines.map(({ orderLineId }) => kept.get(orderLineId)?.reserved ?? '0'),
        lines.map(({ orderLineId }) => kept.get(orderLineId)?.createdAt ?? null),
        ...arraysOf(lines, 'orderLineId', 'warehouseId', 'productId', 'promisedDate', 'quantity'),
      ],
    );
  }

  /** Takes demand out of the books; answers what was reserved for it, and since when it waited. */
  withdraw(
    orderLineIds: readonly string[],
  ): Promise<({ orderLineId: string; warehouseId: string; productId: string } & Kept)[]> {
    return this.db.query(
      `DELETE FROM demand WHERE order_line_id = ANY($1)
       RETURNING order_line_id AS "orderLineId", warehouse_id AS "warehouseId", product_id AS "productId", reserved, created_at::text AS "createdAt"`,
      [orderLineIds],
    );
  }

  /** The balances that demand of order lines asks of. */
  keysOf(orderLineIds: readonly string[]): Promise<{ warehouseId: string; productId: string }[]> {
    return this.db.query(
      `SELECT DISTINCT warehouse_id AS "warehouseId", product_id AS "productId" FROM demand WHERE order_line_id = ANY($1)`,
      [orderLineIds],
    );
  }

  /**
   * Replaces the demand of an order's lines by what it needs now. A line that stays in its place keeps what is reserved for
   * it, as far as it still needs it, and its turn among others of the same promised day. Changes the balances in memory.
   */
  async amend(
    order: { type: string; id: string },
    knownLineIds: readonly string[],
    needed: readonly DemandLine[],
    balances: readonly LockedBalance[],
  ): Promise<void> {
    const given = await this.withdraw(knownLineIds);
    const kept = new Map<string, Kept>();
    for (const was of given) {
      const balance = balances.find((one) => isAt(one, was))!;
      const now = needed.find((line) => line.orderLineId === was.orderLineId && isAt(line, was));
      const stays = now ? minimum(was.reserved, now.quantity) : '0';
      balance.reserved = subtract(balance.reserved, subtract(was.reserved, stays));
      if (now) kept.set(now.orderLineId, { reserved: stays, createdAt: was.createdAt });
    }
    await this.place(order, needed, kept);
  }

  /**
   * Uses up demand by movements that serve order lines; answers the reservation used per document line, and what is given up
   * elsewhere, because stock of another warehouse than the promised one serves a line.
   */
  async use(moves: readonly StockMove[]): Promise<{ used: Map<string, string>; givenUp: GivenUp[] }> {
    const serving = moves.filter((move) => move.orderLineId);
    const used = new Map<string, string>();
    const givenUp: GivenUp[] = [];
    if (serving.length === 0) return { used, givenUp };
    const demands = await this.db.query<Waiting & { orderLineId: string }>(
      `SELECT id, order_line_id AS "orderLineId", warehouse_id AS "warehouseId", product_id AS "productId", quantity, reserved FROM demand
       WHERE order_line_id = ANY($1) ORDER BY id FOR UPDATE`,
      [serving.map((move) => move.orderLineId)],
    );
    const left = new Map(demands.map((demand) => [demand.orderLineId, { ...demand }]));
    for (const move of serving) {
      const demand = left.get(move.orderLineId!);
      if (!demand) continue;
      const out = minimum(negate(move.quantity), demand.quantity);
      const quantity = subtract(demand.quantity, out);
      const reserved = isAt(demand, move)
        ? subtract(demand.reserved, minimum(out, demand.reserved))
        : minimum(demand.reserved, quantity);
      const freed = subtract(demand.reserved, reserved);
      if (isAt(demand, move)) used.set(move.documentLineId, freed);
      else if (isPositive(freed))
        givenUp.push({ warehouseId: demand.warehouseId, productId: demand.productId, quantity: freed });
      left.set(move.orderLineId!, { ...demand, quantity, reserved });
    }
    await this.save([...left.values()]);
    return { used, givenUp };
  }

  /** Puts demand back that a movement had served, when that movement is reversed. */
  async restore(lines: readonly Restored[]): Promise<void> {
    await this.db.send(
      `UPDATE demand d SET quantity = d.quantity + r.quantity
       FROM (SELECT order_line_id, sum(quantity) AS quantity FROM unnest($1::uuid[], $2::numeric[]) AS x(order_line_id, quantity) GROUP BY 1) r
       WHERE d.order_line_id = r.order_line_id`,
      arraysOf(lines, 'orderLineId', 'quantity'),
    );
  }

  /** Sets free stock aside for waiting demand, earliest promise first. Changes the balances in memory. */
  async allocate(balances: readonly LockedBalance[]): Promise<void> {
    const free = balances.filter((balance) => compare(balance.onHand, balance.reserved) > 0);
    if (free.length === 0) return;
    const waiting = await this.db.query<Waiting>(
      `SELECT d.id, d.warehouse_id AS "warehouseId", d.product_id AS "productId", d.quantity, d.reserved FROM demand d
       WHERE ${IN_BALANCES} AND d.reserved < d.quantity ORDER BY d.promised_date NULLS LAST, d.created_at, d.id FOR UPDATE`,
      keysOf(free),
    );
    const changed = waiting.flatMap((demand) => {
      const balance = free.find((one) => one.warehouseId === demand.warehouseId && one.productId === demand.productId)!;
      const share = minimum(subtract(balance.onHand, balance.reserved), subtract(demand.quantity, demand.reserved));
      if (!isPositive(share)) return [];
      balance.reserved = add(balance.reserved, share);
      return [{ ...demand, reserved: add(demand.reserved, share) }];
    });
    await this.save(changed);
  }

  /** Gives reservations up where more is set aside than is there, latest promise first. Changes the balances in memory. */
  async releaseExcess(balances: readonly LockedBalance[]): Promise<void> {
    const short = balances.filter((balance) => compare(balance.reserved, balance.onHand) > 0);
    if (short.length === 0) return;
    const holding = await this.db.query<Waiting>(
      `SELECT d.id, d.warehouse_id AS "warehouseId", d.product_id AS "productId", d.quantity, d.reserved FROM demand d
       WHERE ${IN_BALANCES} AND d.reserved > 0 ORDER BY d.promised_date DESC NULLS FIRST, d.created_at DESC, d.id DESC FOR UPDATE`,
      keysOf(short),
    );
    const changed = holding.flatMap((demand) => {
      const balance = short.find(
        (one) => one.warehouseId === demand.warehouseId && one.productId === demand.productId,
      )!;
      const excess = minimum(subtract(balance.reserved, balance.onHand), demand.reserved);
      if (!isPositive(excess)) return [];
      balance.reserved = subtract(balance.reserved, excess);
      return [{ ...demand, reserved: subtract(demand.reserved, excess) }];
    });
    await this.save(changed);
  }

  private async save(demands: readonly Waiting[]): Promise<void> {
    if (demands.length === 0) return;
    await this.db.send(
      `UPDATE demand d SET quantity = r.quantity, reserved = r.reserved
       FROM unnest($1::uuid[], $2::numeric[], $3::numeric[]) AS r(id, quantity, reserved) WHERE d.id = r.id`,
      arraysOf(demands, 'id', 'quantity', 'reserved'),
    );
  }
}
