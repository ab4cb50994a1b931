/** Officially assigned two-letter codes (ISO 3166-1). */
export const COUNTRIES =
  'AE AR AT AU BD BE BG BH BR BY CA CH CL CN CO CZ DE DK DO DZ EC EE EG ES ET FI FR GB GE GH GR HK HR HU ID IE IL IN IQ IR IS IT JO JP KE KH KR KW KZ LA LB LK LT LU LV MA MM MN MO MT MX MY NG NL NO NP NZ OM PA PE PH PK PL PT QA RO RS RU SA SE SG SI SK TH TN TR TW TZ UA UG US UY UZ VE VN ZA ZM'.split(
    ' ',
  );

export interface Choice {
  value: string;
  label: string;
}

export const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;

/** Countries by their names in the language given, in its order. */
export function countries(language: string): Choice[] {
  return COUNTRIES.map((value) => ({ value, label: countryName(value, language) })).sort((a, b) =>
    a.label.localeCompare(b.label, language),
  );
}

/** Currencies that the server can set up a company with, by name. */
export function currencies(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'].map((value) => ({
    value,
    label: `${value} ${names.of(value) ?? ''}`,
  }));
}

export const TIME_ZONES = Intl.supportedValuesOf('timeZone');
export const timeZones = (): Choice[] => TIME_ZONES.map((value) => ({ value, label: value }));
