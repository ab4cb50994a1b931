import { describe, expect, it } from 'vitest';
import { amountInWords } from './amountInWords';
import { initials } from './avatar';
import {
  ago,
  daysLate,
  formatDay,
  formatDecimal,
  formatMoney,
  formatQuantity,
  formatSize,
  sharePercent,
} from './format';
import { sumOf } from './sums';

describe('figures', () => {
  it('groups, rounds half up and keeps a real minus sign', () => {
    expect(formatDecimal('1020176', 2)).toBe('1,020,176.00');
    expect(formatDecimal('2.345', 2)).toBe('2.35');
    expect(formatDecimal('-1234.5', 1)).toBe('−1,234.5');
    expect(formatDecimal('-0.001', 2)).toBe('0.00');
    expect(formatDecimal('999', 0)).toBe('999');
    expect(formatDecimal('0.995', 2)).toBe('1.00');
    expect(formatDecimal('****', 2)).toBe('****');
    expect(formatDecimal(null, 2)).toBe('');
  });
  it('puts the sign before the symbol of the currency', () => {
    expect(formatMoney('-89960', 'CNY', 2)).toBe('−¥89,960.00');
    expect(formatMoney('1186.5', 'CHF', 2)).toBe('CHF 1,186.50');
    expect(formatMoney('-0.001', 'USD', 2)).toBe('$0.00');
    expect(formatMoney(null, 'CNY', 2)).toBe('');
  });
  it('stays exact beyond what binary floating point holds', () => {
    expect(formatDecimal('9007199254740993.01', 2)).toBe('9,007,199,254,740,993.01');
    expect(sumOf(['0.1', '0.2', null, '9007199254740993'])).toBe('9007199254740993.3');
  });
  it('shows quantities with the digits that they have', () => {
    expect(formatQuantity('12.5000')).toBe('12.5');
    expect(formatQuantity('1200')).toBe('1,200');
  });
  it('never says 100 % before it is full, nor 0 % once it began', () => {
    expect(sharePercent('0.999')).toBe(99);
    expect(sharePercent('0.001')).toBe(1);
    expect(sharePercent('1')).toBe(100);
    expect(sharePercent('1.2')).toBe(100);
    expect(sharePercent(undefined)).toBe(0);
  });
  it('writes sizes', () => {
    expect(formatSize(900)).toBe('900 B');
    expect(formatSize(834_111)).toBe('814.6 KB');
  });
});

describe('time', () => {
  const now = new Date('2026-10-19T12:00:00');
  it('leaves out the year of today', () => {
    expect(formatDay('2026-10-16', now)).toBe('10-16');
    expect(formatDay('2025-10-16', now)).toBe('2025-10-16');
  });
  it('counts whole days', () => {
    expect(daysLate('2026-10-16', now)).toBe(3);
    expect(daysLate('2026-10-19', now)).toBe(0);
    expect(daysLate('2026-10-20', now)).toBe(-1);
  });
  it('is relative within a day', () => {
    expect(ago('2026-10-19T11:48:00', now)).toMatchObject({ unit: 'minutes', count: 12 });
    expect(ago('2026-10-19T09:00:00', now)).toMatchObject({ unit: 'hours', count: 3 });
    expect(ago('2026-10-18T11:40:00', now)).toMatchObject({ unit: 'yesterday', text: '11:40' });
    expect(ago('2026-10-12T11:40:00', now)).toMatchObject({ unit: 'day', text: '10-12' });
  });
});

describe('words', () => {
  it.each([
    ['1020176.00', '壹佰零贰万零壹佰柒拾陆元整'],
    ['0.05', '伍分'],
    ['10.50', '壹拾元伍角整'],
    ['1000.03', '壹仟元零叁分'],
    ['100000000', '壹亿元整'],
    ['100010001', '壹亿零壹万零壹元整'],
    ['0', '零元整'],
  ])('%s is %s', (amount, words) => expect(amountInWords(amount)).toBe(words));

  it('takes the given name of Chinese names and initials of others', () => {
    expect(initials('周敏')).toBe('敏');
    expect(initials('Zhou Min')).toBe('ZM');
    expect(initials('ann')).toBe('A');
  });
});
