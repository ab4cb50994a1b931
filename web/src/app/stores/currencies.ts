import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { request } from '@/api/http';
import type { Schemas } from '@/api/types';
import { useSession } from './session';

/** The currencies in use. Most companies have one. */
export const useCurrencies = defineStore('currencies', () => {
  const session = useSession();
  const known = shallowRef<Schemas['CurrencyView'][]>([]);
  let pending: Promise<void> | undefined;

  async function load(): Promise<void> {
    const query = { archived: false, limit: 200, sort: 'code' };
    const page = await request<Schemas['CurrencyPage']>('GET', '/system/currencies', { query });
    known.value = page.items;
  }

  /** Those known so far; asks for them if nobody has. */
  function inUse(): Schemas['CurrencyView'][] {
    if (!session.can('system.currency.read')) return [];
    pending ??= load().catch(() => {
      pending = undefined;
    });
    return known.value;
  }

  const base = (): string => session.me?.company.baseCurrency ?? '';
  const several = (): boolean => inUse().length > 1;
  const nameOf = (code: string): string => inUse().find((item) => item.code === code)?.name ?? '';
  /** The fraction digits of amounts in a currency; without one, in that of the company. */
  function digits(code: unknown): number {
    const foreign = code && code !== base() ? inUse().find((item) => item.code === code) : undefined;
    return foreign?.minorUnit ?? session.me?.company.minorUnit ?? 2;
  }

  return { load, inUse, base, several, nameOf, digits };
});
