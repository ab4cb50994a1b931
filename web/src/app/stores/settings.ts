import { useLocalStorage, usePreferredDark } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, watchEffect } from 'vue';
import type { Language } from '@/api/types';

export type Theme = 'light' | 'dark' | 'auto';
export type Density = 'compact' | 'normal' | 'roomy';

export interface ListPreferences {
  hidden: string[];
}

interface Settings {
  theme: Theme;
  language: Language;
  density: Density;
  sidebar: 'wide' | 'narrow';
  lists: Record<string, ListPreferences>;
}

const DEFAULTS: Settings = {
  theme: 'auto',
  language: document.documentElement.lang === 'en' ? 'en' : 'zh-CN',
  density: 'normal',
  sidebar: 'wide',
  lists: {},
};

/** How this person wants to see things on this device. */
export const useSettings = defineStore('settings', () => {
  const stored = useLocalStorage<Settings>('gx.settings', DEFAULTS, { mergeDefaults: true });
  const prefersDark = usePreferredDark();
  const dark = computed(() => stored.value.theme === 'dark' || (stored.value.theme === 'auto' && prefersDark.value));

  watchEffect(() => document.documentElement.classList.toggle('dark', dark.value));

  const set = <Key extends keyof Settings>(key: Key, value: Settings[Key]) => {
    stored.value = { ...stored.value, [key]: value };
  };
  const list = (key: string): ListPreferences => stored.value.lists[key] ?? { hidden: [] };
  const setList = (key: string, change: Partial<ListPreferences>) =>
    set('lists', { ...stored.value.lists, [key]: { ...list(key), ...change } });

  return {
    dark,
    theme: computed(() => stored.value.theme),
    language: computed(() => stored.value.language),
    density: computed(() => stored.value.density),
    narrow: computed(() => stored.value.sidebar === 'narrow'),
    set,
    list,
    setList,
  };
});
