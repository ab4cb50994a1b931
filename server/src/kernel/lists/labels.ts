import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { Remembered } from '../db/remembered.js';
import type { FieldInfo } from './field-info.js';
import { labelsSql } from './list-fields.js';

type Row = Record<string, unknown>;
/** A reference as it is shown. */
type Label = object;
type Labels = Map<string, Label>;

/** Fields that show what one statement finds, and the ids in them. */
interface Wanted {
  readonly names: readonly string[];
  readonly ids: Set<string>;
}

const MAX_LABELS = 10_000;
const NONE: Labels = new Map();

/** Puts the names of people, departments and whatever else is remembered in the place of their ids. */
@Injectable()
export class RememberedLabels {
  constructor(
    private readonly db: Db,
    private readonly remembered: Remembered,
    private readonly context: Context,
  ) {}

  /** Turns the ids of labelled fields into references, in the rows themselves. */
  async put(rows: readonly Row[], fields: readonly FieldInfo[]): Promise<void> {
    const wanted = new Map<string, Wanted>();
    for (const { name, labelled } of fields) {
      if (!labelled) continue;
      const text = labelsSql(labelled);
      const { names, ids } = wanted.get(text) ?? { names: [], ids: new Set() };
      for (const row of rows) if (row[name] !== null) ids.add(row[name] as string);
      wanted.set(text, { names: [...names, name], ids });
    }
    await Promise.all(
      [...wanted].map(async ([text, { names, ids }]) => {
        const labels = ids.size > 0 ? await this.of(text, ids) : NONE;
        for (const row of rows) for (const name of names) row[name] = labels.get(row[name] as string) ?? null;
      }),
    );
  }

  private async of(text: string, ids: ReadonlySet<string>): Promise<Labels> {
    const { transaction, maybePrincipal } = this.context;
    // Who is about to change names reads his own; what is not committed is not remembered.
    if (transaction?.decides || maybePrincipal?.epoch === undefined) return this.add(text, [...ids], new Map());
    const known = await this.remembered.get(text, () => Promise.resolve<Labels>(new Map()));
    const missing = [...ids].filter((id) => !known.has(id));
    if (missing.length === 0) return known;
    const isFull = known.size + missing.length > MAX_LABELS;
    // Past the transaction, but not on the connections aside: counting may hold both while it waits for this very act.
    return this.context.with({ transaction: undefined }, () =>
      isFull ? this.add(text, [...ids], new Map()) : this.add(text, missing, known),
    );
  }

  private async add(text: string, ids: readonly string[], labels: Labels): Promise<Labels> {
    const found = await this.db.query<{ id: string; label: Label }>(text, [ids]);
    for (const { id, label } of found) labels.set(id, Object.freeze(label));
    return labels;
  }
}
