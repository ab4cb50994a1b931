import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, ref } from 'vue';
import { createI18n } from 'vue-i18n';
import en from '@/app/locales/en';
import { isRef, type Edits, type LineColumn, type LinesUi, type ResourceUi } from './document-ui';
import { checkLines } from './formRules';
import { gridKey } from './lineKeys';
import { useLineGrid, type LineGrid } from './useLineGrid';

const PRODUCTS = [{ id: '1', name: 'Servo motor', code: 'SV-750', salePrice: '6780' }];
vi.mock('@/api/http', async (original) => ({
  ...(await original<object>()),
  request: (_method: string, _path: string, { query }: { query: { q?: string } }) =>
    Promise.resolve({ items: PRODUCTS.filter(({ code }) => code.includes(query.q ?? '')) }),
}));

const lines: LinesUi = {
  key: 'lines',
  totals: [],
  view: [],
  columns: [
    {
      ...{ key: 'product', kind: 'reference', required: true, source: { path: '/products' } },
      fill: (product) => ({ quantity: '1', price: product['salePrice'] }),
    },
    { key: 'quantity', kind: 'decimal', required: true },
    { key: 'price', kind: 'decimal' },
  ],
};
const ui = { module: 'sales-orders', resource: 'sales-order', permission: 'sales-orders.sales-order' } as ResourceUi;

let grid: LineGrid;
let edits: Edits;
function open(start: Edits[] = [], shape = lines): void {
  const entries = ref<Edits>({ lines: start });
  const Harness = defineComponent({
    setup() {
      grid = useLineGrid(ui, shape, entries);
      return () => null;
    },
  });
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } });
  mount(Harness, { global: { plugins: [i18n] } });
  edits = entries.value;
}
/** Presses a key; answers whether the browser was kept from doing its part. */
function press(key: string, how: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...how });
  gridKey(grid, event);
  return event.defaultPrevented;
}
/** The keys go to the input of the cell, which opens with the first of them. */
function type(text: string): void {
  expect(press(text.charAt(0))).toBe(false);
  grid.type();
  grid.text.value = text;
}
const at = () => [grid.at.value.row, grid.at.value.column];
const rows = () => edits['lines'] as Edits[];
const faults = () => checkLines(lines, edits, { ...words, valuesOf: () => [] });
const words = { required: 'needed', number: 'number', date: 'date', unknown: 'unknown' };
const line = (quantity: string): Edits => ({ product: { id: '1', name: 'Servo motor' }, quantity, price: '5' });

describe('the grid of lines', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('is written by keys alone: pick, quantity, next row', async () => {
    open();
    type('SV-750');
    await grid.suggest();
    expect(press('Enter')).toBe(true);
    expect(rows()[0]).toMatchObject({ product: { id: '1' }, quantity: '1', price: '6780' });
    expect(at()).toEqual([0, 1]);
    type('1,200');
    press('Enter');
    expect([rows()[0]?.['quantity'], at()]).toEqual(['1200', [1, 1]]);
    press('d', { ctrlKey: true });
    expect(rows()).toHaveLength(1);
    press('Enter', { ctrlKey: true });
    expect([at(), grid.editing.value]).toEqual([[1, 0], true]);
  });

  it('moves by Tab into the next row, and lets go of it at its ends', () => {
    open([line('2')]);
    expect([press('Tab'), press('Tab'), press('Tab'), at()]).toEqual([true, true, true, [1, 0]]);
    expect(press('Tab')).toBe(false);
    expect(press('Tab', { shiftKey: true })).toBe(true);
    expect(at()).toEqual([0, 2]);
  });

  it('offers those of the choices that the line has', () => {
    const unit: LineColumn = {
      ...{ key: 'unit', kind: 'choice', values: ['pc', 'box', 'set'] },
      among: () => (of) => (isRef(of['product']) ? ['pc', 'box'] : undefined),
    };
    open([line('2'), {}], { ...lines, columns: [...lines.columns, unit] });
    const offered = (row: number) => {
      grid.goTo(row, 'unit');
      grid.start();
      return grid.options.value.map(({ id }) => id);
    };
    expect([offered(0), offered(1)]).toEqual([
      ['pc', 'box'],
      ['pc', 'box', 'set'],
    ]);
  });

  it('copies down the cell above', () => {
    open([line('2'), line('3')]);
    grid.goTo(1, 'quantity');
    expect(press('d', { ctrlKey: true })).toBe(true);
    expect(rows()[1]).toMatchObject({ quantity: '2' });
  });

  it.each([
    ['Tab', {}],
    ['Enter', {}],
    ['ArrowDown', {}],
    ['Enter', { ctrlKey: true }],
  ])('stays in a cell with a text that is no number, and keeps the text: %s %j', (key, how) => {
    open([line('2')]);
    grid.goTo(0, 'price');
    type('abc');
    expect(press(key, how)).toBe(true);
    expect([at(), grid.editing.value, rows()]).toEqual([[0, 2], true, [{ ...line('2'), price: 'abc' }]]);
    expect(grid.faultOf(lines.columns[2]!, 0)).toBe(en.form['not-a-number']);
    expect(faults()).toEqual({ 'lines.0.price': 'number' });
    grid.text.value = '7';
    press(key, how);
    expect([rows()[0]?.['price'], faults()]).toEqual(['7', {}]);
  });

  it('lets nothing be saved or lost that is no number, in a line that was hardly begun either', () => {
    open();
    grid.goTo(0, 'price');
    type('abc');
    expect(press('s', { ctrlKey: true })).toBe(false);
    expect(faults()).toEqual({ 'lines.0.price': 'number' });
    grid.text.value = 'abcd';
    grid.leave();
    expect([grid.editing.value, rows()[0]?.['price']]).toEqual([false, 'abcd']);
    press('Enter');
    expect(grid.text.value).toBe('abcd');
  });

  it('keeps what names no product, to be mended', async () => {
    open([line('2')]);
    type('XX-1');
    await grid.suggest();
    press('Tab');
    await flushPromises();
    expect([rows()[0]?.['product'], at()]).toEqual(['XX-1', [0, 1]]);
    expect(faults()).toEqual({ 'lines.0.product': 'unknown' });
    press('Tab', { shiftKey: true });
    press('Enter');
    expect(grid.text.value).toBe('XX-1');
    grid.cancel();
    expect(rows()[0]?.['product']).toBe('XX-1');
  });

  it('marks the cells of a paste that it could not match and keeps their texts', async () => {
    open();
    await grid.paste('SV-750\tx\nXX-1\t3');
    expect(rows()).toMatchObject([
      { product: { id: '1' }, quantity: 'x' },
      { product: 'XX-1', quantity: '3' },
    ]);
    expect(faults()).toEqual({ 'lines.0.quantity': 'number', 'lines.1.product': 'unknown' });
    expect(grid.missed.value.map(({ row, column }) => [row, column.key])).toEqual([
      [0, 'quantity'],
      [1, 'product'],
    ]);
    grid.removeRow(0);
    expect(grid.missed.value).toEqual([]);
  });

  it('pastes into lines that come from elsewhere without adding to them', async () => {
    open([line('2')], { ...lines, fixed: true });
    grid.goTo(0, 'quantity');
    await grid.paste('3\n4');
    expect(rows()).toEqual([expect.objectContaining({ quantity: '3' })]);
    expect(grid.beyond.value).toBe(1);
  });
});
