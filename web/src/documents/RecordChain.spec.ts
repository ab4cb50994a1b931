import { VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import type { Chain, ChainLane } from '@/api/types';
import en from '@/app/locales/en';
import type { ResourceUi } from './document-ui';
import RecordChain from './RecordChain.vue';

let chain: Chain;
const ui = { path: '/sales-orders' } as ResourceUi;
const order = {
  ...{ id: '1', type: 'sales-order', number: 'SO-1', title: null, status: 'effective', date: '2026-11-02' },
  ...{ amount: '10', currency: 'CNY', current: true, held: null },
};
const lane = (type: string, share: string | null, nodes: ChainLane['nodes'] = []): ChainLane => ({
  type,
  share,
  nodes,
});
async function shown(...lanes: ChainLane[]): Promise<string> {
  chain = { nodes: lanes.flatMap(({ nodes }) => nodes), edges: [], lanes };
  const plugins = [createPinia(), VueQueryPlugin, createI18n({ legacy: false, locale: 'en', messages: { en } })];
  const page = mount(RecordChain, {
    props: { ui, id: String(Math.random()) },
    global: { plugins, stubs: { RouterLink: { template: '<a><slot /></a>' } } },
  });
  await flushPromises();
  return page.text();
}

describe('the chain of a document', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockReturnValue();
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(chain)));
  });
  afterEach(() => vi.unstubAllGlobals());

  it('shows what is still to come of a document that stands alone', async () => {
    const text = await shown(lane('sales-order', null, [order]), lane('delivery', '0'));
    expect(text).toContain('SO-1');
    expect(text).toContain(en.record['chain-none']);
  });

  it('is left out where nothing can come', async () => {
    expect(await shown(lane('sales-order', null, [order]))).toBe('');
  });

  it('says of what is done by documents that the reader may not see that it was begun', async () => {
    const text = await shown(lane('sales-order', null, [order]), lane('delivery', '0.7'));
    expect(text).toContain(en.record['chain-hidden']);
    expect(text).not.toContain(en.record['chain-none']);
  });
});
