import { mask } from './resource.js';

test.each([
  ['13812345678', '138****5678'],
  ['12345678901234567', '123****4567'],
  ['0108281234', '****'],
  ['82812345', '****'],
  ['', '****'],
])('%s is masked as %s: never fewer than four characters are hidden', (value, masked) => {
  expect(mask(value)).toBe(masked);
});
