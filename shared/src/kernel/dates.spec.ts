import fc from 'fast-check';
import { addDays, dayIn, daysBetween, isDateOnly } from './dates.js';

const MIN = Date.parse('1900-01-01');
const day = fc
  .integer({ min: 0, max: 73_000 })
  .map((days) => new Date(MIN + days * 86_400_000).toISOString().slice(0, 10));

describe('calendar days', () => {
  test('only days that exist, from 1900 on', () => {
    for (const value of ['2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31']) expect(isDateOnly(value)).toBe(true);
    for (const value of [
      '2023-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '1899-12-31',
      '26-01-01',
      '2026-1-1',
      '2026-01-01T00:00:00Z',
      ' 2026-01-01',
      '',
      20260101,
      null,
      undefined,
    ])
      expect(isDateOnly(value)).toBe(false);
  });

  test('an instant is another day elsewhere', () => {
    const instant = new Date('2026-06-30T16:30:00Z');
    expect(dayIn('Asia/Shanghai', instant)).toBe('2026-07-01');
    expect(dayIn('UTC', instant)).toBe('2026-06-30');
    expect(dayIn('Pacific/Kiritimati', new Date('2026-12-31T10:00:00Z'))).toBe('2027-01-01');
    // Summer time began in that night.
    expect(dayIn('Europe/Berlin', new Date('2026-03-28T23:30:00Z'))).toBe('2026-03-29');
  });

  test('a day ends with its last second', () => {
    const midnight = Date.parse('2026-06-30T16:00:00Z');
    for (const [after, day] of [
      [-1, '2026-06-30'],
      [0, '2026-07-01'],
      [59_999, '2026-07-01'],
      [-60_000, '2026-06-30'],
    ] as const)
      expect(dayIn('Asia/Shanghai', new Date(midnight + after))).toBe(day);
    expect(() => dayIn('UTC', new Date(NaN))).toThrow(RangeError);
  });

  test('days are added over months, years and leap days', () => {
    expect([
      addDays('2024-02-28', 1),
      addDays('2023-12-31', 1),
      addDays('2024-03-01', -1),
      addDays('2026-10-12', 0),
    ]).toEqual(['2024-02-29', '2024-01-01', '2024-02-29', '2026-10-12']);
  });

  test('adding and taking away come back', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -5000, max: 5000 }),
        (from, days) =>
          isDateOnly(from) &&
          addDays(addDays(from, days), -days) === from &&
          daysBetween(from, addDays(from, days)) === days,
      ),
    );
  });
});
