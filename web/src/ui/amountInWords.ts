const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

function groupWords(group: string): string {
  let words = '';
  let gap = false;
  [...group].forEach((digit, index) => {
    const place = PLACES[group.length - 1 - index] ?? '';
    if (digit === '0') {
      gap = words !== '' || gap;
      return;
    }
    if (gap) words += '零';
    gap = false;
    words += `${DIGITS[Number(digit)]}${place}`;
  });
  return words;
}

function wholeWords(whole: string): string {
  const groups = whole.match(/\d{1,4}(?=(\d{4})*$)/g) ?? [];
  let words = '';
  let gap = false;
  groups.forEach((group, index) => {
    const text = groupWords(group);
    if (text === '') {
      gap = words !== '';
      return;
    }
    if (words !== '' && (gap || group.startsWith('0'))) words += '零';
    gap = false;
    words += text + (GROUPS[groups.length - 1 - index] ?? '');
  });
  return words;
}

/** 人民币大写 of an amount with at most two digits after the point, as on cheques and invoices (正确填写票据和结算凭证的基本规定). */
export function amountInWords(amount: string): string {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const [jiao = '0', fen = '0'] = fraction.padEnd(2, '0');
  const yuan = wholeWords(whole.replace(/^0+(?=\d)/, ''));
  let words = yuan ? `${yuan}元` : '';
  if (jiao !== '0') words += `${DIGITS[Number(jiao)]}角`;
  else if (fen !== '0' && yuan) words += '零';
  if (fen !== '0') words += `${DIGITS[Number(fen)]}分`;
  if (words === '') words = '零元';
  return `${amount.startsWith('-') ? '负' : ''}${words}${fen === '0' ? '整' : ''}`;
}
