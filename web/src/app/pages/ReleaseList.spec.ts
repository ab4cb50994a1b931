import { VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import { inboxApi } from '@/api/auth';
import type { InboxApproval } from '@/api/types';
import en from '@/app/locales/en';
import GxConfirm from '@/ui/GxConfirm.vue';
import ReleaseList from './ReleaseList.vue';

const item = (taskId: string) => ({ taskId, document: { number: taskId } }) as InboxApproval;

describe('many releases at once', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockReturnValue();
    vi.spyOn(inboxApi, 'release').mockResolvedValue({ items: [] });
  });

  it('are made only after somebody has said yes to how many they are', async () => {
    const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } });
    const list = mount(ReleaseList, {
      props: { items: [item('a'), item('b')] },
      global: { plugins: [VueQueryPlugin, i18n], stubs: { ApprovalRow: true, GxConfirm: true } },
    });
    await list.find('header input').trigger('change');
    await list.find('header button').trigger('click');
    const asked = list.findComponent(GxConfirm);
    expect(asked.props()).toMatchObject({ modelValue: true, title: 'Release these 2 documents?' });
    expect(inboxApi.release).not.toHaveBeenCalled();
    asked.vm.$emit('confirm');
    await flushPromises();
    expect(inboxApi.release).toHaveBeenCalledWith(['a', 'b']);
    expect(asked.props('modelValue')).toBe(false);
  });
});
