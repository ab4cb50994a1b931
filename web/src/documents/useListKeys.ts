import { useEventListener } from '@vueuse/core';
import { onActivated, onDeactivated, ref } from 'vue';

export interface ListKeys {
  step: (by: number) => void;
  open: () => void;
  preview: () => void;
  toggle: () => void;
  find: () => void;
  create: () => void;
  escape: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]') ||
    target.closest('[role="dialog"], [role="menu"], .el-popper') !== null);

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('button, a, input, [role="tab"]');

/** The keyboard of a list: arrows, Enter, Space, `/`, `n`, `x`, Escape. Silent while somebody types or a dialog is open. */
export function useListKeys(keys: ListKeys): void {
  const active = ref(true);
  onActivated(() => (active.value = true));
  onDeactivated(() => (active.value = false));

  const table: Record<string, () => void> = {
    ArrowDown: () => keys.step(1),
    ArrowUp: () => keys.step(-1),
    '/': keys.find,
    n: keys.create,
    x: keys.toggle,
    Escape: keys.escape,
  };

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!active.value || event.defaultPrevented || isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onRow = { Enter: keys.open, ' ': keys.preview }[event.key];
    const act = onRow && !isControl(event.target) ? onRow : table[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
