import { randomUUIDv7 } from 'node:crypto';
import { Injectable, StreamableFile } from '@nestjs/common';
import { permissionOf, type ResourceDefinition } from '@guanxi/shared/kernel';
import { Audit, changesBetween } from '../audit/audit.js';
import { Views } from '../audit/views.js';
import { Context } from '../context/context.js';
import { may } from '../context/principal.js';
import { Rows, type Entity } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { assertVersion, type ExpectedVersion } from '../http/version.js';
import { csvStream } from '../lists/csv.js';
import type { ListSpec, Page } from '../lists/list.js';
import { Lists } from '../lists/lists.js';
import type { MasterRecord } from './master-record.js';

/** What is particular to a master-data resource; the store does the rest. */
export interface RecordHandler<Input, Row extends MasterRecord> {
  readonly definition: ResourceDefinition;
  readonly entity: Entity<Row>;
  readonly list: ListSpec;
  /** Puts the input onto the record: look-ups, normalisation, rules. Missing properties of a change stay as they are. */
  build(input: Partial<Input>, record: Row, isNew: boolean): Promise<void> | void;
}

/** What a resource is kept by, whatever its input. */
export type Kept<Row extends MasterRecord> = Pick<RecordHandler<never, Row>, 'definition' | 'entity' | 'list'>;

type Query = Readonly<Record<string, unknown>>;

/** Standard verbs of master data: scope, version, field rules, audit. */
@Injectable()
export class RecordStore {
  constructor(
    private readonly rows: Rows,
    private readonly lists: Lists,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly views: Views,
  ) {}

  /** A page, or every row as CSV when that is what the caller accepts and may export. */
  async page<View>({ list }: { list: ListSpec }, query: Query): Promise<Page<View> | StreamableFile> {
    if (!this.context.accept?.includes('text/csv')) return this.lists.page<View>(list, query);
    const permission = permissionOf(list.definition, 'export');
    if (!may(this.context.principal, permission)) throw new DomainError('access.denied', { permission });
    const columns = this.lists.columns(list, query);
    await this.audit.record({
      action: 'export',
      recordType: list.definition.type,
      recordId: this.context.principal.userId,
      changes: [{ field: 'query', to: query }],
    });
    return new StreamableFile(csvStream(columns, this.lists.all(list, query)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${list.definition.type}.csv"`,
    });
  }

  async get<View>({ list }: { list: ListSpec }, id: string): Promise<View> {
    const view = await this.lists.get<View>(list, id);
    if (list.definition.watched) this.views.note(list.definition.type, id);
    return view;
  }

  async create<View, Input extends object, Row extends MasterRecord>(
    handler: RecordHandler<Input, Row>,
    input: Input,
  ): Promise<View> {
    this.assertWritable(handler.list, input);
    const record = new (handler.entity as new () => Row)();
    const now = new Date();
    Object.assign(record, { id: randomUUIDv7(), version: 1, archived: false, createdAt: now, updatedAt: now });
    await handler.build(input, record, true);
    this.rows.settle(handler.entity, [record]);
    await this.rows.insert(handler.entity, [record]);
    await this.record(handler, 'create', record, undefined);
    return this.lists.inserted<View>(handler.list, record);
  }

  update<View, Input extends object, Row extends MasterRecord>(
    handler: RecordHandler<Input, Row>,
    id: string,
    expected: ExpectedVersion,
    input: Partial<Input>,
  ): Promise<View> {
    this.assertWritable(handler.list, input);
    return this.change<View, Row>(handler, id, expected, 'update', (record) => handler.build(input, record, false));
  }

  /** Takes a record out of use, or back into it. */
  archive<View, Row extends MasterRecord>(
    handler: Kept<Row>,
    id: string,
    expected: ExpectedVersion,
    archived: boolean,
  ): Promise<View> {
    return this.change<View, Row>(handler, id, expected, archived ? 'archive' : 'restore', (record) => {
      record.archived = archived;
    });
  }

  /** Changes a record by an act of its own name; scope, version and audit as always. */
  async change<View, Row extends MasterRecord>(
    handler: Kept<Row>,
    id: string,
    expected: ExpectedVersion,
    action: string,
    apply: (record: Row) => Promise<void> | void,
  ): Promise<View> {
    const record = await this.lock(handler, id, expected);
    const before = structuredClone({ ...record });
    await apply(record);
    return this.save<View, Row>(handler, action, record, before);
  }

  /** Removes a record that nothing refers to. @throws DomainError 409 `record.in-use` otherwise. */
  async remove<Row extends MasterRecord>(handler: Kept<Row>, id: string, expected: ExpectedVersion): Promise<void> {
    const record = await this.lock(handler, id, expected);
    await this.rows.remove(handler.entity, { id } as Partial<Record<keyof Row, unknown>>);
    await this.audit.record({
      action: 'delete',
      recordType: handler.definition.type,
      recordId: id,
      changes: Object.entries(record).map(([field, from]: [string, unknown]) => ({ field, from })),
    });
  }

  /**
   * A record named in a body: must exist, be in scope and in use.
   * @throws DomainError 422 that names the field.
   */
  async choose<Row extends MasterRecord>(
    handler: Pick<Kept<Row>, 'entity' | 'list'>,
    id: string,
    field: string,
  ): Promise<Row> {
    const row = await this.rows.find(handler.entity, id);
    if (!row || !this.lists.covers(handler.list, row)) throw new DomainError('record.unknown', { field });
    if (row.archived) throw new DomainError('record.archived', { field, name: (row as { name?: string }).name ?? '' });
    return row;
  }

  private async lock<Row extends MasterRecord>(
    handler: Kept<Row>,
    id: string,
    expected: ExpectedVersion,
  ): Promise<Row> {
    const record = await this.rows.find(handler.entity, id, true);
    if (!record || !this.lists.covers(handler.list, record)) throw new DomainError('record.not-found');
    assertVersion(record.version, expected);
    return record;
  }

  private async save<View, Row extends MasterRecord>(
    handler: Kept<Row>,
    action: string,
    record: Row,
    before: object,
  ): Promise<View> {
    const changed = changesBetween(before, record);
    if (changed.length > 0) {
      Object.assign(record, { version: record.version + 1, updatedAt: new Date() });
      const names = [
        ...changed.map((change) => change.field),
        'version',
        'updatedAt',
        'searchText',
        'grams',
        'sortKey',
      ];
      const patch = Object.fromEntries(
        names.filter((name) => name in record).map((name) => [name, record[name as keyof Row] ?? null]),
      );
      await this.rows.update(handler.entity, record.id, patch as Partial<Row>);
      await this.record(handler, action, record, before);
    }
    return this.lists.getWritten<View>(handler.list, record.id);
  }

  private record<Row extends MasterRecord>(
    handler: Kept<Row>,
    action: string,
    record: Row,
    before: object | undefined,
  ): Promise<void> {
    const changes = changesBetween(before, record).filter((change) => !handler.list.omit?.includes(change.field));
    return this.audit.record({
      action,
      recordType: handler.definition.type,
      recordId: record.id,
      recordVersion: record.version,
      changes: before ? changes : changes.filter((change) => change.to !== null && change.field !== 'id'),
    });
  }

  private assertWritable(list: ListSpec, input: object): void {
    for (const [field, value] of Object.entries(input)) {
      if (value !== undefined && this.lists.ruleOf(list, field)) throw new DomainError('field.read-only', { field });
    }
  }
}
