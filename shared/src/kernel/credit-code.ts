const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Checks a unified social credit code (统一社会信用代码): 18 characters, the last one a check digit
 * (GB 32100-2015, weights 3^(i-1) mod 31, check = 31 - sum mod 31).
 */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(code)) return false;
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * ALPHABET.indexOf(code[index]!), 0);
  return ALPHABET[(31 - (total % 31)) % 31] === code[17];
}
