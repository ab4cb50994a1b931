import { describe, expect, test } from 'vitest';
import { moneyTotal } from './money-total';
import { figureAt } from './values';

describe('Sums under a list', () => {
  const company = { baseCurrency: 'CNY', minorUnit: 2 };
  const column = {
    ...{ key: 'openAmount', kind: 'money' as const, unit: 'currency' },
    negative: (row: Record<string, unknown>) => row['side'] === 'credit',
  };
  const row = (openAmount: string | null, currency = 'CNY', side = 'debit') => ({ openAmount, currency, side });

  test('what was paid ahead counts against what is owed', () => {
    expect(figureAt(row('5', 'CNY', 'credit'), column)).toBe('-5');
    expect(figureAt(row(null, 'CNY', 'credit'), column)).toBeNull();
    expect(moneyTotal(column, [row('100.10'), row('40', 'CNY', 'credit')], company)).toBe('60.10');
  });

  test('currencies are not added to each other', () => {
    const sum = moneyTotal(column, [row('1000'), row('7', 'USD'), row('0.5')], company);
    expect(sum).toMatch(/^¥1,000\.50 \+ .*\$7\.00$/);
    expect(moneyTotal(column, [], company)).toBe('0.00');
  });
});
