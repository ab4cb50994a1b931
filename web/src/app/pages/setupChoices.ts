/** Officially assigned two-letter codes (ISO 3166-1). */
const CODES =
  'AE AR AT AU BD BE BG BH BR BY CA CH CL CN CO CZ DE DK DO DZ EC EE EG ES ET FI FR GB GE GH GR HK HR HU ID IE IL IN IQ IR IS IT JO JP KE KH KR KW KZ LA LB LK LT LU LV MA MM MN MO MT MX MY NG NL NO NP NZ OM PA PE PH PK PL PT QA RO RS RU SA SE SG SI SK TH TN TR TW TZ UA UG US UY UZ VE VN ZA ZM';

export interface Choice {
  value: string;
  label: string;
}

/** Countries by their names in the language given, in its order. */
export function countries(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return CODES.split(' ')
    .map((value) => ({ value, label: `${names.of(value) ?? value}` }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

/** Currencies that the server can set up a company with, by name. */
export function currencies(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'].map((value) => ({
    value,
    label: `${value} ${names.of(value) ?? ''}`,
  }));
}

export const timeZones = (): Choice[] => Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }));

const CURRENCY_OF: Record<string, string> = { CN: 'CNY', US: 'USD', HK: 'HKD', JP: 'JPY', GB: 'GBP' };

/** What the company starts with besides itself: taxes, dictionaries, flows as its trade is used to. */
export const PRESETS = ['trading'] as const;

/** What fits the place where the browser says it is. */
export function guess(timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone, locale = navigator.language) {
  const chinese = /^(Asia\/(Shanghai|Urumqi|Chongqing|Harbin)|PRC)$/.test(timeZone) || locale.toLowerCase() === 'zh-cn';
  const region = chinese ? 'CN' : (new Intl.Locale(locale).maximize().region ?? 'CN');
  const country = CODES.split(' ').includes(region) ? region : 'CN';
  const known = Intl.supportedValuesOf('timeZone').includes(timeZone);
  return {
    country,
    timeZone: chinese || !known ? 'Asia/Shanghai' : timeZone,
    baseCurrency: CURRENCY_OF[country] ?? 'EUR',
  };
}
