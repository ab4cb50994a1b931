import { describe, expect, it } from 'vitest';
import { allot, faultOf, mostFor, oldestFirst, totalOf, withAmount, type OpenItem } from './settling';

const item = (id: string, dueDate: string, openAmount: string): OpenItem => ({
  ...{ id, number: `INV-${id}`, documentType: 'sales-invoice', date: dueDate, dueDate, openAmount },
});
const items = [item('b', '2026-02-01', '300.00'), item('a', '2026-01-01', '100.10'), item('c', '2026-03-01', '50')];
const sorted = oldestFirst(items);
const amounts = (amount: string) => allot(sorted, amount).map((settling) => [settling.item.id, settling.amount]);

describe('money for open items', () => {
  it('goes to what was due first', () => {
    expect(sorted.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(amounts('150')).toEqual([
      ['a', '100.1'],
      ['b', '49.9'],
    ]);
  });
  it('is used to the cent and no further than it is owed', () => {
    expect(totalOf(allot(sorted, '1000'))).toBe('450.1');
    expect(amounts('100.10')).toEqual([['a', '100.1']]);
  });
  it('settles nothing while there is none', () => {
    expect([allot(sorted, ''), allot(sorted, '0'), allot(sorted, 'abc')]).toEqual([[], [], []]);
  });
  it('is given by hand, item by item', () => {
    const one = withAmount([], { id: 'a', name: 'INV-a' }, '20');
    const two = withAmount(one, { id: 'b', name: 'INV-b' }, '30');
    expect(totalOf(withAmount(two, { id: 'a', name: 'INV-a' }, '25'))).toBe('55');
    expect(withAmount(two, { id: 'a', name: 'INV-a' }, ' ')).toEqual([
      { item: { id: 'b', name: 'INV-b' }, amount: '30' },
    ]);
  });
  it('keeps the line of an amount that is changed', () => {
    const kept = [{ id: 'line', item: { id: 'a', name: 'INV-a' }, amount: '20' }];
    expect(withAmount(kept, { id: 'a', name: 'INV-a' }, '21')).toEqual([{ ...kept[0], amount: '21' }]);
  });
});

describe('the most that an item can take', () => {
  const used = [{ item: { id: 'a', name: 'INV-a' }, amount: '80' }];
  it('is what is open, or what the others leave', () => {
    expect(mostFor(item('b', '2026-02-01', '300'), used, '1000')).toBe('300');
    expect(mostFor(item('b', '2026-02-01', '300'), used, '100')).toBe('20');
    expect(mostFor(item('b', '2026-02-01', '300'), used, '80')).toBe('');
  });
  it('is what is open while the amount of the receipt is not known', () => {
    expect(mostFor(item('b', '2026-02-01', '300'), used, '')).toBe('300');
  });
});

describe('an amount', () => {
  it('is a positive number of at most what is open', () => {
    expect(['10', '100.1', '100.11', '0', '-1', 'x'].map((amount) => faultOf(amount, '100.10'))).toEqual([
      ...[null, null, 'too-much'],
      ...['not-a-number', 'not-a-number', 'not-a-number'],
    ]);
    expect(faultOf(undefined, '100')).toBeNull();
  });
});
