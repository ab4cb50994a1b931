import { barcodeOf } from './barcode.js';

test('a barcode ends in the check digit of an EAN-13', () => {
  expect(barcodeOf(6901234, 56789)).toBe('6901234567892');
  expect(barcodeOf(4006381, 33393)).toBe('4006381333931');
  expect(barcodeOf(6900000, 1)).toBe('6900000000014');
});

test('what does not fit into thirteen digits is none', () => {
  expect(() => barcodeOf(6901234, 100_000)).toThrow('cannot be an EAN-13');
});
