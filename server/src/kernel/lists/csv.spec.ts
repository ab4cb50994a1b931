import { buffer, text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { csvCell, csvStream } from './csv.js';

describe('exports', () => {
  test('a cell that a spreadsheet would run is text', () => {
    for (const value of ['=1+1', '+SUM(A1)', '-cmd', '@x', '\t=1', '\r=1', '-1+2'])
      expect(csvCell(value)).toBe(`'${value}`);
    for (const value of ['-1', '-12.50', '0', 'A=1', '苏州', '']) expect(csvCell(value)).toBe(value);
  });

  test('references show their name, lists their content, nothing nothing', () => {
    expect(csvCell({ id: '1', name: '=Evil' })).toBe("'=Evil");
    expect(csvCell([{ a: 1 }])).toBe('[{"a":1}]');
    expect(csvCell(new Date('2026-01-31T08:00:00Z'))).toBe('2026-01-31T08:00:00.000Z');
    expect([csvCell(null), csvCell(undefined), csvCell(false), csvCell(7)]).toEqual(['', '', 'false', '7']);
  });

  test('starts with a byte-order mark and quotes what needs it', async () => {
    const rows = async function* (): AsyncGenerator<Record<string, unknown>> {
      yield { name: 'A, "B"', note: 'two\r\nlines', extra: 1 };
      yield { name: '苏州' };
    };
    const made = await buffer(csvStream(['name', 'note'], rows()));
    expect(made.toString()).toBe('\uFEFFname,note\r\n"A, ""B""","two\r\nlines"\r\n苏州,\r\n');
  });

  test('takes rows as somebody reads them, and no more when nobody does', async () => {
    let taken = 0;
    let hasEnded = false;
    const rows = async function* (): AsyncGenerator<Record<string, unknown>> {
      try {
        while (taken < 100_000) yield { name: `Customer ${(taken += 1)}` };
      } finally {
        hasEnded = true;
      }
    };
    const made = csvStream(['name'], rows());
    const { value } = await made[Symbol.asyncIterator]().next();
    expect(String(value)).toMatch(/^\uFEFFname\r\n/);
    expect([taken < 5000, hasEnded]).toEqual([true, false]);
    made.destroy();
    await pause(0);
    expect(hasEnded).toBe(true);
  });

  test('a failure on the way ends the stream with it', async () => {
    const rows = async function* (): AsyncGenerator<Record<string, unknown>> {
      yield { name: 'A' };
      throw new Error('lost');
    };
    await expect(text(csvStream(['name'], rows()))).rejects.toThrow('lost');
  });
});
