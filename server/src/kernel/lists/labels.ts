import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { Remembered } from '../db/remembered.js';
import type { FieldInfo } from './field-info.js';
import type { RefSpec } from './list.js';
import { labelsSql } from './list-fields.js';

type Row = Record<string, unknown>;
/** A reference as it is shown. */
type Label = object;
type Labels = Map<string, Label>;

const MAX_LABELS = 10_000;

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
    for (const { name, labelled } of fields) {
      if (!labelled) continue;
      const ids = new Set<string>();
      for (const row of rows) if (row[name] !== null) ids.add(row[name] as string);
      if (ids.size === 0) continue;
      const labels = await this.of(labelled, ids);
      for (const row of rows) if (row[name] !== null) row[name] = labels.get(row[name] as string) ?? null;
    }
  }

  private async of(ref: RefSpec, ids: ReadonlySet<string>): Promise<Labels> {
    // Who is about to change names reads his own, and what is not committed is not remembered.
    if (this.context.transaction?.decides) return this.add(ref, [...ids], new Map());
    const known = await this.remembered.get(labelsSql(ref), () => Promise.resolve<Labels>(new Map()));
    const missing = [...ids].filter((id) => !known.has(id));
    if (missing.length === 0) return known;
    const isFull = known.size + missing.length > MAX_LABELS;
    return this.db.beside(() => (isFull ? this.add(ref, [...ids], new Map()) : this.add(ref, missing, known)));
  }

  private async add(ref: RefSpec, ids: readonly string[], labels: Labels): Promise<Labels> {
    const found = await this.db.query<{ id: string; label: Label }>(labelsSql(ref), [ids]);
    for (const { id, label } of found) labels.set(id, label);
    return labels;
  }
}
