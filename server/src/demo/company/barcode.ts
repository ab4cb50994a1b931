/** The check digit of an EAN-13: every second digit counts three times, and all together end in zero. */
function checkDigit(digits: string): number {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
}

/** The EAN-13 of an article: country and maker in seven digits, five of the article, the check digit. */
export function barcodeOf(maker: number, article: number): string {
  const digits = `${maker}${String(article).padStart(5, '0')}`;
  if (digits.length !== 12) throw new Error(`${digits} cannot be an EAN-13`);
  return `${digits}${checkDigit(digits)}`;
}
