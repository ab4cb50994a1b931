import { describe, expect, it } from 'vitest';
import { countries, currencies, timeZones } from '@/ui/places';
import { guess } from './setupChoices';

describe('choices of the set-up page', () => {
  it('names countries and currencies in the language of the page', () => {
    expect(countries('zh-CN')).toContainEqual({ value: 'CN', label: '中国' });
    expect(countries('en')).toContainEqual({ value: 'DE', label: 'Germany' });
    expect(currencies('en')[1]).toEqual({ value: 'USD', label: 'USD US Dollar' });
    expect(timeZones().map((zone) => zone.value)).toContain('Asia/Shanghai');
  });

  it('guesses from the browser, and falls back to China', () => {
    expect(guess('Asia/Shanghai', 'en-US')).toEqual({ country: 'CN', timeZone: 'Asia/Shanghai', baseCurrency: 'CNY' });
    expect(guess('America/New_York', 'en-US')).toEqual({
      country: 'US',
      timeZone: 'America/New_York',
      baseCurrency: 'USD',
    });
    expect(guess('Europe/Berlin', 'de-DE')).toEqual({ country: 'DE', timeZone: 'Europe/Berlin', baseCurrency: 'EUR' });
    expect(guess('Nowhere/Else', 'zh-CN')).toEqual({ country: 'CN', timeZone: 'Asia/Shanghai', baseCurrency: 'CNY' });
  });
});
