import { datePartOf, formatNumber } from './numbering.js';

const pattern = { prefix: 'SO', datePart: 'yyyyMM', digits: 4, gapless: false } as const;

test.each([
  ['', ''],
  ['yyyy', '2026'],
  ['yyyyMM', '202610'],
  ['yyyyMMdd', '20261012'],
] as const)('the date part %s', (datePart, expected) => {
  expect(datePartOf(datePart, '2026-10-12')).toBe(expected);
});

test('a number has at least its digits and no empty part', () => {
  expect(formatNumber(pattern, '202610', 409)).toBe('SO-202610-0409');
  expect(formatNumber(pattern, '202610', 123_456)).toBe('SO-202610-123456');
  expect(formatNumber(pattern, 'S1-202610', 7)).toBe('SO-S1-202610-0007');
  expect(formatNumber({ ...pattern, datePart: '' }, '', 1)).toBe('SO-0001');
  expect(formatNumber({ ...pattern, prefix: '' }, '2026', 1)).toBe('2026-0001');
});
