import { addDays, type DateOnly, type Language } from '@guanxi/shared/kernel';
import { Random } from './stage/random.js';
import { en } from './words/en.js';
import type { Words } from './words/words.js';
import { zh } from './words/zh.js';

const YEAR = 364;

/** The company that is to be filled. */
export interface DemoCompany {
  readonly id: string;
  readonly language: Language;
  readonly country: string;
  readonly timeZone: string;
  readonly baseCurrency: string;
  /** Fraction digits of the base currency. */
  readonly minorUnit: number;
  readonly administratorId: string;
}

/** What the whole story rests on. */
export interface Setting {
  readonly company: DemoCompany;
  readonly words: Words;
  readonly random: Random;
  readonly isChinese: boolean;
  /** The first day of the year that is told, and its last. */
  readonly first: DateOnly;
  readonly today: DateOnly;
  /** The usual VAT rate in per cent, and that of services. */
  readonly taxRates: { readonly goods: string; readonly services: string };
}

export function settingOf(company: DemoCompany, today: DateOnly, seed: number): Setting {
  const isChinese = company.language === 'zh-CN';
  return {
    ...{ company, today, isChinese, first: addDays(today, -YEAR), words: isChinese ? zh : en },
    random: new Random(seed),
    taxRates: company.country === 'CN' ? { goods: '13', services: '6' } : { goods: '0', services: '0' },
  };
}

/** A number of money or goods as the API takes it. */
export const decimal = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');
