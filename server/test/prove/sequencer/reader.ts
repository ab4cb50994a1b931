import type { World } from '../../support/world.js';

/** Follows the change feed as whoever takes changes from it does: on from the last position that it has seen. */
export class Reader {
  /** What it was told, in this order. */
  readonly acts: number[] = [];
  readonly wrong: string[] = [];
  private last = 0;

  constructor(private readonly world: World) {}

  /** Reads what is new. */
  async read(): Promise<void> {
    const rows = await this.world.sqlAsApp(
      'SELECT position, seq FROM change WHERE position > $1 ORDER BY position LIMIT 100',
      [this.last],
    );
    for (const { position, seq } of rows) {
      if (position !== this.last + 1) this.wrong.push(`after position ${this.last}: ${String(position)}`);
      this.last = Number(position);
      this.acts.push(Number(seq));
    }
  }

  /** Reads to the end; answers what was not as it must be: a gap, an act that was told twice, or one that was passed by. */
  async finish(): Promise<string[]> {
    for (let known = -1; known < this.acts.length;) {
      known = this.acts.length;
      await this.read();
    }
    const acts = await this.world.sqlAsApp('SELECT seq FROM audit_log ORDER BY seq');
    const told = new Set(this.acts);
    return [
      ...this.wrong,
      ...(told.size === this.acts.length ? [] : [`${this.acts.length - told.size} acts were told twice`]),
      ...acts.filter(({ seq }) => !told.has(Number(seq))).map(({ seq }) => `act ${String(seq)} was never told`),
    ];
  }
}

/** Acknowledged records that are not in the audit log once, and acts in it that nobody was told of. */
export async function unaudited(world: World, acknowledged: readonly string[]): Promise<string[]> {
  const rows = await world.sqlAsOwner(
    `SELECT coalesce(a.id, l.record_id) AS id, count(l.record_id) AS acts, a.id IS NULL AS unknown
     FROM unnest($1::uuid[]) AS a(id) FULL JOIN (SELECT * FROM audit_log WHERE record_type = 'customer') l ON l.record_id = a.id
     GROUP BY 1, a.id HAVING a.id IS NULL OR count(l.record_id) <> 1`,
    [acknowledged],
  );
  return rows.map(
    ({ id, acts, unknown }) => `${String(id)}: ${String(acts)} acts${unknown ? ', not acknowledged' : ''}`,
  );
}
