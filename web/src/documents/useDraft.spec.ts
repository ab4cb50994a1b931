import { beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import type { Edits } from './document-ui';
import { useDraft } from './useDraft';

const KEY = 'gx.draft.tests.order:new';
const typed = (edits: Edits = {}, dirty = false) => ({ edits: ref(edits), before: ref(null), dirty: ref(dirty) });
const open = (parts = typed()) => effectScope().run(() => useDraft('tests.order:new', 'customer,note', parts))!;

describe('drafts', () => {
  beforeEach(() => localStorage.clear());

  it('are offered as they were kept', async () => {
    vi.useFakeTimers();
    const parts = typed({ note: '' }, true);
    open(parts);
    parts.edits.value = { note: 'Urgent' };
    await nextTick();
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    const again = open();
    expect(again.offered.value).toMatchObject({ edits: { note: 'Urgent' }, before: null });
    expect(again.take()?.edits).toEqual({ note: 'Urgent' });
    expect(again.offered.value).toBeNull();
  });

  it.each([
    ['no JSON', '{"at":"20'],
    ['nothing of ours', '[1,2]'],
    ['no entries', JSON.stringify({ at: 'x', shape: 'customer,note', edits: null, before: null })],
    ['entries of another form', JSON.stringify({ at: 'x', shape: 'customer', edits: {}, before: null })],
  ])('that are damaged are dropped: %s', (_name, text) => {
    localStorage.setItem(KEY, text);
    expect(open().offered.value).toBeNull();
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('do not stand in the way where nothing can be stored', () => {
    const broken = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(open().offered.value).toBeNull();
    broken.mockRestore();
  });
});
