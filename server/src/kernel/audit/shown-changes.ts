import { Injectable } from '@nestjs/common';
import { Db } from '../db/db.js';
import { DocumentRegistry } from '../documents/registry.js';
import { UUID, type RefView } from '../http/fields.js';
import type { ListSpec, RefSpec } from '../lists/list.js';
import { Lists } from '../lists/lists.js';
import type { FieldChange } from './audit.js';

const LINE = /^lines\.\d+\./;
const PLACE = /^(.*?)(\w+)$/;

/** What people see of recorded changes: without what their roles hide, and with names instead of ids. */
@Injectable()
export class ShownChanges {
  constructor(
    private readonly db: Db,
    private readonly lists: Lists,
    private readonly registry: DocumentRegistry,
  ) {}

  /**
   * The changes of several acts on records of one list. `ownerId` from one id to another becomes `owner` from one person to
   * another; of several references each is named.
   */
  async of(list: ListSpec, acts: readonly (readonly FieldChange[])[]): Promise<FieldChange[][]> {
    const open = acts.map((changes) => changes.filter(({ field }) => this.lists.isOpen(list, nameOf(field))));
    const names = await this.names(list, open.flat());
    return open.map((changes) =>
      changes.map((change) => {
        const ref = this.refOf(list, change.field);
        if (!ref) return change;
        const shown = (value: unknown): unknown => named(value, names.get(ref.table));
        return {
          field: change.field.replace(/Id$/, ''),
          ...('from' in change ? { from: shown(change.from) } : {}),
          ...('to' in change ? { to: shown(change.to) } : {}),
        };
      }),
    );
  }

  /** By table and id. */
  private async names(list: ListSpec, changes: readonly FieldChange[]): Promise<Map<string, Map<string, RefView>>> {
    const wanted = new Map<string, { ref: RefSpec; ids: Set<string> }>();
    for (const { field, from, to } of changes) {
      const ref = this.refOf(list, field);
      if (!ref) continue;
      const { ids } = wanted.get(ref.table) ?? { ids: new Set() };
      for (const id of [from, to].flat()) if (typeof id === 'string' && UUID.test(id)) ids.add(id);
      wanted.set(ref.table, { ref, ids });
    }
    const names = new Map<string, Map<string, RefView>>();
    for (const [table, { ref, ids }] of wanted) {
      const rows = await this.db.query<RefView>(
        `SELECT id, "${ref.label ?? 'name'}" AS name FROM "${table}" WHERE id = ANY($1::uuid[])`,
        [[...ids]],
      );
      names.set(table, new Map(rows.map((row) => [row.id, row])));
    }
    return names;
  }

  /** What a field refers to: of the record itself, or of a line of a document. */
  private refOf(list: ListSpec, field: string): RefSpec | undefined {
    const of = LINE.test(field) ? this.linesOf(list) : list;
    const name = nameOf(field);
    return name.endsWith('Ids') ? of?.manyRefs?.[name.slice(0, -3)] : of?.refs?.[name.replace(/Id$/, '')];
  }

  private linesOf({ definition }: ListSpec): ListSpec | undefined {
    return this.registry.all().find((handler) => handler.definition.type === definition.type)?.lines?.list;
  }
}

/** `lines.2.productId` is about the product. */
const nameOf = (field: string): string => PLACE.exec(field)?.[2] ?? field;

function named(value: unknown, names: ReadonlyMap<string, RefView> | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, names));
  return names?.get(String(value)) ?? value;
}
