import { describe, expect, it } from 'vitest';
import { phonesOf } from '@/app/palette/questions';
import { modules } from '@/modules';
import { isEntered, type ResourceUi } from '@/documents/document-ui';
import { fieldsFor, sentAs, sortName } from '@/documents/values';
import { entriesOf, paths } from './openapi';

const uis = modules.flatMap((module) => module.resources);

/** Drafts of these are made by the documents that they come from. */
const ONLY_PUSHED_DOWN = ['sales-orders.delivery', 'sales-orders.sales-invoice'];
/** The rows of their lists say all that there is. */
const WITHOUT_PAGE = ['system.login-log'];
/** What the API takes and no form asks for. */
const NOT_ASKED: Record<string, readonly string[]> = {
  // The quotation names itself when it makes the order.
  'sales-orders.sales-order': ['quotationId'],
};
/** The company of a record is said once and stays. */
const STAYS = ['companyId'];

const parametersOf = (path: string): string[] => (paths[path]?.get?.parameters ?? []).map(({ name }) => name);

const sortsOf = (path: string): string[] =>
  (paths[path]?.get?.parameters ?? [])
    .filter(({ name }) => name === 'sort')
    .flatMap(({ schema }) => schema.enum ?? [])
    .filter((sort) => !sort.startsWith('-'));

function formOf(ui: ResourceUi, creating: boolean): string[] {
  const fields = fieldsFor(ui, creating).map((field) => sentAs(field));
  return [...fields, ...(ui.lines ? [ui.lines.key] : []), ...(NOT_ASKED[ui.permission] ?? [])];
}

function lineOf({ lines }: ResourceUi): string[] {
  const entered = lines?.columns.filter(isEntered).map((column) => sentAs(column)) ?? [];
  return ['id', ...entered, ...(lines?.keep ?? [])];
}

it('every list of the API is a page of the console at the same path', () => {
  const lists = Object.keys(paths).filter((path) => paths[path]?.get?.['x-list']);
  expect(uis.map(({ path }) => path).sort()).toEqual(lists.sort());
});

it('what has no form of its own to begin with is made by another document', () => {
  const made = uis.flatMap(({ pushDown }) => pushDown ?? []).flatMap(({ to, act }) => (act ? [to] : []));
  expect(made).toEqual(expect.arrayContaining(ONLY_PUSHED_DOWN));
});

describe.each(uis.map((ui) => [ui.permission, ui] as const))('the console shows of %s what the API has:', (id, ui) => {
  const list = paths[ui.path];
  const record = paths[`${ui.path}/{id}`];

  it('a timeline with comments and files', () => {
    expect(ui.kind !== 'log').toBe(`${ui.path}/{id}/timeline` in paths);
  });
  it('a page and a form where records are read and written, and the acts that end them', () => {
    expect(ui.can).toEqual({
      record: Boolean(record?.get) && !WITHOUT_PAGE.includes(id),
      create: Boolean(list?.post) && !ONLY_PUSHED_DOWN.includes(id),
      edit: Boolean(record?.patch),
      remove: Boolean(record?.delete),
      archive: `${ui.path}/{id}/archive` in paths,
    });
  });
  it('an entry of a form for all that can be said', () => {
    expect(formOf(ui, true)).toEqual(expect.arrayContaining(entriesOf(list?.post)));
    expect([...formOf(ui, false), ...STAYS]).toEqual(expect.arrayContaining(entriesOf(record?.patch)));
    if (ui.lines) expect(lineOf(ui).sort()).toEqual(entriesOf(record?.patch, ui.lines.key).sort());
  });
  it('a search, and one by the end of each phone number', () => {
    expect(ui.searchable).toBe(parametersOf(ui.path).includes('q'));
    for (const phone of phonesOf(ui)) expect(parametersOf(ui.path)).toContain(`${phone}[contains]`);
  });
  it('a list that is sorted by all that the server can sort by, and by nothing else', () => {
    const offered = ui.columns.filter((column) => column.sort).map(sortName);
    expect(offered.sort()).toEqual(sortsOf(ui.path).sort());
    if (ui.defaultSort) expect(offered).toContain(ui.defaultSort.replace('-', ''));
  });
});
