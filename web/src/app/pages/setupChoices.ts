import { COUNTRIES, TIME_ZONES } from '@/ui/places';

const CURRENCY_OF: Record<string, string> = { CN: 'CNY', US: 'USD', HK: 'HKD', JP: 'JPY', GB: 'GBP' };

/** What the company starts with besides itself: taxes, dictionaries, flows as its trade is used to. */
export const PRESETS = ['trading'] as const;

/** What fits the place where the browser says it is. */
export function guess(timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone, locale = navigator.language) {
  const chinese = /^(Asia\/(Shanghai|Urumqi|Chongqing|Harbin)|PRC)$/.test(timeZone) || locale.toLowerCase() === 'zh-cn';
  const region = chinese ? 'CN' : (new Intl.Locale(locale).maximize().region ?? 'CN');
  const country = COUNTRIES.includes(region) ? region : 'CN';
  const known = TIME_ZONES.includes(timeZone);
  return {
    country,
    timeZone: chinese || !known ? 'Asia/Shanghai' : timeZone,
    baseCurrency: CURRENCY_OF[country] ?? 'EUR',
  };
}
