import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import en from './locales/en';
import ScopeView from './ScopeView.vue';

const messages = { en: { system: en, office: { title: 'Office' }, inventory: { title: 'Inventory' } } };

describe('the scopes of a role', () => {
  it('are told of the modules that there are, by their names and in their order', () => {
    const i18n = createI18n({ legacy: false, locale: 'en', messages });
    const value = { sales: 'all', office: 'own', marketing: 'all', inventory: 'all' };
    const rows = mount(ScopeView, { props: { value }, global: { plugins: [i18n] } }).findAll('p');
    expect(rows.map((row) => row.text())).toEqual([
      `Inventory · ${en.options.scope.all}`,
      `Office · ${en.options.scope.own}`,
    ]);
  });
});
