import { mount } from '@vue/test-utils';
import { ElDatePicker } from 'element-plus';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import common from '@/app/locales/en';
import GxConfirm from '@/ui/GxConfirm.vue';
import system from './locales/en';
import LockedThrough from './LockedThrough.vue';

describe('the day up to which books are locked', () => {
  it('is entered only after somebody has said yes', async () => {
    const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { ...common, system } } });
    const field = mount(LockedThrough, {
      props: { modelValue: '2026-09-30' },
      global: { plugins: [i18n], stubs: { ElDatePicker: true, GxConfirm: true } },
    });
    field.findComponent(ElDatePicker).vm.$emit('update:modelValue', '2026-10-31');
    await field.vm.$nextTick();
    const asked = field.findComponent(GxConfirm);
    expect(asked.props()).toMatchObject({ modelValue: true, title: 'Lock the books through 2026-10-31 for good?' });
    expect(field.emitted('update:modelValue')).toBeUndefined();
    asked.vm.$emit('confirm', '');
    expect(field.emitted('update:modelValue')).toEqual([['2026-10-31']]);
  });
});
