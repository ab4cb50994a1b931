import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { request } from '@/api/http';
import type { Schemas } from '@/api/types';

type Entry = Schemas['DictionaryView'];

/** The company's own choices (industries, levels, sources …), fetched once per type. */
export const useDictionary = defineStore('dictionary', () => {
  const byType = reactive<Record<string, Entry[]>>({});
  const pending = new Map<string, Promise<void>>();

  async function fetchType(type: string): Promise<void> {
    const query = { type, limit: 200, sort: 'sortNo' };
    const page = await request<Schemas['DictionaryPage']>('GET', '/system/dictionaries', { query });
    byType[type] = page.items;
  }

  /** The entries known so far; asks for them if nobody has. */
  function entries(type: string): Entry[] {
    if (!pending.has(type)) {
      const loading = fetchType(type).catch(() => {
        pending.delete(type);
      });
      pending.set(type, loading);
    }
    return byType[type] ?? [];
  }

  function label(type: string, code: string, language: string): string {
    const entry = entries(type).find((item) => item.code === code);
    if (!entry) return code;
    return (language === 'en' && entry.nameEn) || entry.name;
  }

  function forget(): void {
    pending.clear();
    for (const type of Object.keys(byType)) delete byType[type];
  }

  return { entries, label, forget };
});
