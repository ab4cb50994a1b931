import { Injectable } from '@nestjs/common';
import type { FieldRule } from '@guanxi/shared/kernel';
import { mask } from '@guanxi/shared/kernel';
import { Context } from '../context/context.js';
import type { OwnerScope } from '../context/principal.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import type { FieldInfo } from './field-info.js';
import { RememberedLabels } from './labels.js';
import type { ListSpec, Page } from './list.js';
import { encodeCursor, parseListQuery, type ListQuery } from './list-query.js';
import { fieldsOf } from './list-fields.js';
import {
  childrenSql,
  countSql,
  idsSql,
  oneSql,
  pageSql,
  recordsSql,
  restSql,
  searchedFields,
  type Statement,
} from './list-sql.js';

type Row = Record<string, unknown>;
const EXPORT_PAGE = 1000;

interface Fields {
  readonly byName: Map<string, FieldInfo>;
  /** What a single record shows to who sees all. */
  readonly ofOne: readonly FieldInfo[];
  /** What a row of a list shows to who sees all, where nobody chose. */
  readonly ofRow: readonly FieldInfo[];
}

/** Answers lists, single reads and exports of declared resources: scope, field rules, filters, sort, cursor. */
@Injectable()
export class Lists {
  private readonly fields = new Map<ListSpec, Fields>();

  constructor(
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly context: Context,
    private readonly labels: RememberedLabels,
  ) {}

  /** Every field of a list by name, for requests and for the documentation. */
  fieldsOf(spec: ListSpec): Map<string, FieldInfo> {
    return this.known(spec).byName;
  }

  private known(spec: ListSpec): Fields {
    const known = this.fields.get(spec);
    if (known) return known;
    const byName = fieldsOf(spec, this.rows.table(spec.entity));
    const ofOne = [...byName.values()].filter(({ shown }) => shown);
    const made = { byName, ofOne, ofRow: ofOne.filter(({ detail }) => !detail) };
    this.fields.set(spec, made);
    return made;
  }

  /** Whose rows of this resource the principal sees. */
  scopeOf(spec: ListSpec): OwnerScope {
    if (spec.definition.scope !== 'owner') return 'all';
    const { principal } = this.context;
    return principal.permissions.has('*') ? 'all' : (principal.scopes[spec.definition.module] ?? [principal.userId]);
  }

  /** A page of rows. @throws DomainError 400 for an unknown or malformed parameter, 403 for a hidden field. */
  async page<View = Row>(spec: ListSpec, raw: Readonly<Record<string, unknown>>): Promise<Page<View>> {
    const query = this.parse(spec, raw);
    const [items, total] = await Promise.all([this.read(spec, query), this.count(spec, query)]);
    const last = items.length > query.limit ? items[query.limit - 1] : undefined;
    const page = items.slice(0, query.limit);
    const sort = `${query.sort.descending ? '-' : ''}${query.sort.field.name}`;
    return {
      items: page.map((row) => this.finish(spec, row)) as View[],
      nextCursor: last ? encodeCursor(sort, String(last['$sort']), String(last['$id'])) : null,
      ...total,
    };
  }

  /** Every row of a query, page by page; nothing is held but the page at hand. */
  async *all(spec: ListSpec, raw: Readonly<Record<string, unknown>>): AsyncGenerator<Row> {
    let query: ListQuery = { ...this.parse(spec, raw), limit: EXPORT_PAGE };
    for (;;) {
      const items = await this.read(spec, query);
      for (const row of items.slice(0, EXPORT_PAGE)) yield this.finish(spec, row);
      const last = items.length > EXPORT_PAGE ? items[EXPORT_PAGE - 1] : undefined;
      if (!last) return;
      query = { ...query, cursor: { value: String(last['$sort']), id: String(last['$id']) } };
    }
  }

  /** Names of the columns that a query shows. */
  columns(spec: ListSpec, raw: Readonly<Record<string, unknown>>): string[] {
    return this.shown(spec, this.parse(spec, raw).fields).map((field) => field.name);
  }

  /** One record as it is shown. @throws DomainError 404 when there is none in scope. */
  get<View = Row>(spec: ListSpec, id: string): Promise<View> {
    return this.one<View>(spec, id, this.scopeOf(spec));
  }

  /** A record that was just inserted, as it is shown, from its values in the notation in which they are read. */
  async inserted<View = Row>(spec: ListSpec, record: object): Promise<View> {
    const [view] = await this.written<View>(spec, this.ofOne(spec), [record]);
    return view!;
  }

  /** Rows below a record, inserted with it, as `children` would read them. */
  insertedChildren<View = Row>(spec: ListSpec, records: readonly object[]): Promise<View[]> {
    return this.written<View>(spec, this.shown(spec), records);
  }

  /** What was written is known, and so is what was read for it; the database is asked for the rest. */
  private async written<View>(
    spec: ListSpec,
    shown: readonly FieldInfo[],
    records: readonly object[],
  ): Promise<View[]> {
    const { seen } = this.rows;
    const views = (records as readonly Row[]).map((record) =>
      Object.fromEntries(shown.map((field) => [field.name, field.written({ record, seen })])),
    );
    const rest = shown.filter(({ name }) => views.some((view) => view[name] === undefined));
    if (rest.length > 0) {
      const ids = (records as readonly Row[]).map(({ id }) => id);
      const { text, values } = restSql(spec, this.rows.table(spec.entity), rest, ids);
      const read = new Map((await this.db.query<Row>(text, values)).map(({ $id, ...row }) => [$id, row]));
      views.forEach((view, index) => Object.assign(view, read.get(ids[index])));
    }
    await this.labels.put(views, shown);
    return views.map((view) => this.finish(spec, view)) as View[];
  }

  /** The record that was just written, also where the writer will not see it from now on. */
  getWritten<View = Row>(spec: ListSpec, id: string): Promise<View> {
    return this.one<View>(spec, id, 'all');
  }

  private async one<View>(spec: ListSpec, id: string, scope: OwnerScope): Promise<View> {
    const shown = this.ofOne(spec);
    const [row] = await this.query(shown, oneSql(spec, this.rows.table(spec.entity), shown, id, scope));
    if (!row) throw new DomainError('record.not-found');
    return this.finish(spec, row) as View;
  }

  /** Rows below a record, such as the lines of a document, in the list's default order. */
  async children<View = Row>(spec: ListSpec, property: string, parentId: string): Promise<View[]> {
    const table = this.rows.table(spec.entity);
    const shown = this.shown(spec);
    const rows = await this.query(shown, childrenSql(spec, table, shown, property, parentId));
    return rows.map((row) => this.finish(spec, row)) as View[];
  }

  /** Records of the list's table that are not in it, shown as those in it are; fields as for a single record. */
  async records<View = Row>(spec: ListSpec, records: readonly object[]): Promise<View[]> {
    const shown = this.ofOne(spec);
    const rows = await this.query(shown, recordsSql(spec, this.rows.table(spec.entity), shown, records));
    return rows.map((row) => this.finish(spec, row)) as View[];
  }

  /** Whether a record exists within the principal's scope. */
  async isInScope(spec: ListSpec, id: string): Promise<boolean> {
    const { text, values } = oneSql(spec, this.rows.table(spec.entity), [], id, this.scopeOf(spec));
    return (await this.db.one(text, values)) !== undefined;
  }

  /** Whether a record that was read, with its owner, is within the principal's scope. */
  covers(spec: ListSpec, record: object): boolean {
    const scope = this.scopeOf(spec);
    return scope === 'all' || scope.includes((record as Record<string, string>)[spec.ownerProperty ?? 'ownerId'] ?? '');
  }

  /** Which of some records exist within the principal's scope. */
  async inScope(spec: ListSpec, ids: readonly string[]): Promise<string[]> {
    const { text, values } = idsSql(spec, this.rows.table(spec.entity), ids, this.scopeOf(spec));
    return (await this.db.query<{ id: string }>(text, values)).map(({ id }) => id);
  }

  /** The rule that the principal's roles set for a field. */
  ruleOf(spec: Pick<ListSpec, 'definition'>, field: string): FieldRule | undefined {
    const rules = this.rulesOf(spec);
    return rules?.[field] ?? rules?.[field.replace(/Id$/, '')];
  }

  private rulesOf({ definition }: Pick<ListSpec, 'definition'>): Readonly<Record<string, FieldRule>> | undefined {
    return this.context.principal.fieldRules[definition.type];
  }

  /** Whether the principal sees the whole value of a field. */
  isOpen(spec: Pick<ListSpec, 'definition'>, field: string): boolean {
    const rule = this.ruleOf(spec, field);
    return rule !== 'hidden' && rule !== 'masked';
  }

  /** A figure as a refusal may tell it: who does not see the field reads stars. */
  told(spec: Pick<ListSpec, 'definition'>, field: string, value: string): string {
    return this.isOpen(spec, field) ? value : mask('');
  }

  /** What a single record shows. */
  private ofOne(spec: ListSpec): readonly FieldInfo[] {
    return this.unhidden(spec, this.known(spec).ofOne);
  }

  /** The same array for everybody without rules, for whom columns are put together once. */
  private unhidden(spec: ListSpec, fields: readonly FieldInfo[]): readonly FieldInfo[] {
    return this.rulesOf(spec) ? fields.filter(({ name }) => this.ruleOf(spec, name) !== 'hidden') : fields;
  }

  private parse(spec: ListSpec, raw: Readonly<Record<string, unknown>>): ListQuery {
    const query = parseListQuery(raw, this.fieldsOf(spec), spec.defaultSort ?? `-${spec.sorts[0]}`);
    // What is masked may be shown, but a filter or an order would tell its value by halving.
    const asked = [
      query.sort.field.name === 'sortKey' ? 'name' : query.sort.field.name,
      ...query.filters.map((filter) => filter.field.name),
      ...(query.q ? searchedFields(spec, this.rows.table(spec.entity)) : []),
    ];
    for (const field of asked) if (!this.isOpen(spec, field)) throw new DomainError('field.hidden', { field });
    for (const field of query.fields ?? []) {
      if (this.ruleOf(spec, field) === 'hidden') throw new DomainError('field.hidden', { field });
    }
    return query;
  }

  private shown(spec: ListSpec, names?: readonly string[]): readonly FieldInfo[] {
    const { byName, ofRow } = this.known(spec);
    if (!names) return this.unhidden(spec, ofRow);
    const wanted = ['id', 'version', ...names.filter((name) => name !== 'id' && name !== 'version')];
    const fields = wanted.flatMap((name) => byName.get(name) ?? []);
    return this.unhidden(
      spec,
      fields.filter(({ shown }) => shown),
    );
  }

  private read(spec: ListSpec, query: ListQuery): Promise<Row[]> {
    const shown = this.shown(spec, query.fields);
    return this.query(shown, pageSql(spec, this.rows.table(spec.entity), shown, query, this.scopeOf(spec)));
  }

  private async query(shown: readonly FieldInfo[], { text, values }: Statement): Promise<Row[]> {
    const rows = await this.db.query<Row>(text, values);
    await this.labels.put(rows, shown);
    return rows;
  }

  private async count(spec: ListSpec, query: ListQuery): Promise<{ total?: number; totalIsCapped?: boolean }> {
    if (query.count === 'none') return {};
    const { text, values } = countSql(spec, this.rows.table(spec.entity), query, this.scopeOf(spec));
    const { total } = (await this.db.one<{ total: number }>(text, values))!;
    const isCapped = query.count === 'capped' && total > 1000;
    return { total: isCapped ? 1000 : total, totalIsCapped: isCapped };
  }

  private finish(spec: ListSpec, row: Row): Row {
    const { $id: _id, $sort: _sort, ...view } = row;
    if (!this.rulesOf(spec)) return view;
    for (const [field, value] of Object.entries(view)) {
      if (value !== null && this.ruleOf(spec, field) === 'masked') view[field] = this.masked(spec, field, value);
    }
    return view;
  }

  /** The ends of a text can be told; those of a figure are nearly all of it. */
  private masked(spec: ListSpec, field: string, value: unknown): string {
    const isText = typeof value === 'string' && this.known(spec).byName.get(field)?.type === 'text';
    return mask(isText ? value : '');
  }
}
