import { reactive } from 'vue';

export type ToastKind = 'ok' | 'warn' | 'bad';

export interface Toast {
  id: number;
  kind: ToastKind;
  title: string;
  detail?: string;
  act?: { label: string; run: () => void };
}

const SHOWN_FOR = 5000;
let last = 0;
export const toasts = reactive<Toast[]>([]);

export function dismiss(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id);
  if (index >= 0) toasts.splice(index, 1);
}

/** Errors stay until they are closed. */
export function toast(kind: ToastKind, title: string, rest: Pick<Toast, 'detail' | 'act'> = {}): void {
  const id = ++last;
  toasts.push({ id, kind, title, ...rest });
  if (toasts.length > 4) toasts.shift();
  if (kind !== 'bad') setTimeout(() => dismiss(id), SHOWN_FOR);
}
