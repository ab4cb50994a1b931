import { afterEach, expect, it, vi } from 'vitest';
import { newKey } from './key';

afterEach(() => vi.unstubAllGlobals());

it('makes keys of one form, each another', () => {
  const keys = Array.from({ length: 1000 }, newKey);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(keys).size).toBe(keys.length);
});

it('keeps the zeros, and needs nothing that only secure pages have', () => {
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(7, 8) });
  expect(newKey()).toBe('00'.repeat(8) + '07'.repeat(8));
});
