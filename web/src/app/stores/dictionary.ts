import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { request } from '@/api/http';
import type { Page, RecordView } from '@/api/types';

export interface DictionaryEntry extends RecordView {
  type: string;
  code: string;
  name: string;
  nameEn: string | null;
}

/** The company's own choices (industries, levels, sources …), fetched once per type. */
export const useDictionary = defineStore('dictionary', () => {
  const byType = reactive<Record<string, DictionaryEntry[]>>({});
  const pending = new Map<string, Promise<void>>();

  async function fetchType(type: string): Promise<void> {
    const query = { type, limit: 200, sort: 'sortNo' };
    const page = await request<Page<DictionaryEntry>>('GET', '/system/dictionaries', { query });
    byType[type] = page.items;
  }

  /** The entries known so far; asks for them if nobody has. */
  function entries(type: string): DictionaryEntry[] {
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
