import fc from 'fast-check';
import { isCreditCode } from './credit-code.js';

// Published codes of well-known companies.
const REAL = ['91110108551385082Q', '9144030071526726XG', '91330100799655058B', '914403001922038216'];
const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

describe('unified social credit codes', () => {
  test.each(REAL)('%s is right', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  test('length, letters and case', () => {
    for (const code of [
      '',
      '9111010855138508',
      '91110108551385082QQ',
      '91110108551385082q',
      '9111010855138508IQ',
      ' 91110108551385082Q',
      '91110108551385082Q\n',
    ]) {
      expect(isCreditCode(code)).toBe(false);
    }
  });

  test('one wrong character, or two that changed places, are always found', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REAL), fc.nat(17), fc.constantFrom(...ALPHABET), (code, at, letter) => {
        fc.pre(code[at] !== letter);
        return !isCreditCode(code.slice(0, at) + letter + code.slice(at + 1));
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...REAL), fc.nat(15), (code, at) => {
        fc.pre(code[at] !== code[at + 1]);
        return !isCreditCode(code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2));
      }),
    );
  });
});
