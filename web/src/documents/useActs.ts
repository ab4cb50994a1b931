import {
  Archive,
  ArchiveRestore,
  Ban,
  CircleSlash,
  Copy,
  FilePenLine,
  PencilLine,
  Send,
  Trash2,
  Undo2,
  UserRoundPen,
} from '@lucide/vue';
import { PROBLEMS } from '@guanxi/shared/kernel';
import { computed, type Component, type Ref } from 'vue';
import type { Act, DocumentView, RecordView } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { isEditable } from './approval';
import type { ResourceUi } from './document-ui';
import { resourceById } from './registry';
import { useTexts } from './useTexts';

export interface ActButton {
  name: string;
  label: string;
  icon: Component;
  danger?: boolean;
  /** Why it cannot be done now; undefined when it can. */
  blocked?: string;
  /** Leads to a page rather than doing something. */
  to?: string;
}

const ICONS: Record<string, Component> = {
  edit: PencilLine,
  amend: FilePenLine,
  delete: Trash2,
  submit: Send,
  withdraw: Undo2,
  close: CircleSlash,
  void: Ban,
  copy: Copy,
  transfer: UserRoundPen,
  archive: Archive,
  restore: ArchiveRestore,
};
const DANGEROUS = new Set(['delete', 'void', 'remove']);
/** The approval bar has these. */
const ELSEWHERE = new Set(['approve', 'reject', 'transfer', 'withdraw']);

/** The documents that may follow an effective one. */
function pushDowns(
  ui: ResourceUi,
  view: RecordView,
  can: (code: string) => boolean,
  t: (key: string) => string,
): ActButton[] {
  if (view['status'] !== 'effective') return [];
  return (ui.pushDown ?? []).flatMap(({ to, icon, act }) => {
    const target = resourceById(to);
    if (!target || !can(`${to}.create`)) return [];
    const form = act ? undefined : `${target.path}/new?from=${ui.resource}:${view.id}`;
    return [{ name: to, label: t(`${to}.make`), icon, to: form }];
  });
}

/** What can be done to the amendment that is under way; what its approval asks for is in the approval bar. */
function amendmentActs(ui: ResourceUi, view: RecordView, t: (key: string) => string): ActButton[] {
  const open = (view as Partial<DocumentView>).amendment?.acts.filter((act) => act.allowed) ?? [];
  return open.flatMap(({ act }): ActButton[] => {
    const icon = ICONS[act] ?? PencilLine;
    if (act === 'edit') return [{ name: act, label: t('amendment.edit'), icon, to: `${ui.path}/${view.id}/amend` }];
    if (act === 'submit') return [{ name: act, label: t('acts.submit'), icon }];
    return act === 'delete' ? [{ name: 'discard', label: t('amendment.discard'), icon, danger: true }] : [];
  });
}

/** Whether this person decides or has decided on a document that is not theirs to change. */
const isOnlyRead = (view: RecordView): boolean => (view as Partial<DocumentView>).mayChange === false;

/** What may be changed of a document whose content is settled. */
const sideActs = (ui: ResourceUi, view: RecordView, t: (key: string) => string): ActButton[] =>
  isEditable(view) ? [] : [{ name: 'side', label: t('acts.side'), icon: PencilLine, to: `${ui.path}/${view.id}/side` }];

/** Why an act is not allowed, in words; undefined where it is. */
function reasonOf(act: Act, { t, locale }: ReturnType<typeof useTexts>): string | undefined {
  if (act.allowed) return undefined;
  const known = PROBLEMS[act.reason as keyof typeof PROBLEMS];
  const text = known ? known[locale.value === 'en' ? 'en' : 'zh'] : undefined;
  return text && !text.includes('{') ? text : t('record.not-allowed', { act: t(`acts.${act.act}`) });
}

/** What this person can do to this record now: one primary act, the rest in order. */
export function useActs(ui: ResourceUi, record: Ref<RecordView | undefined>) {
  const texts = useTexts();
  const { t, te } = texts;
  const session = useSession();
  const may = (action: string) => session.can(`${ui.permission}.${action}`);

  function documentActs(view: RecordView): ActButton[] {
    const acts = (view['acts'] as Act[] | undefined) ?? [];
    return acts
      .filter((act) => !ELSEWHERE.has(act.act) && te(`acts.${act.act}`))
      .filter((act) => act.act !== 'amend' || ui.amendable)
      .filter((act) => act.allowed || !['edit', 'delete', 'submit'].includes(act.act))
      .map((act) => ({
        name: act.act,
        label: t(`acts.${act.act}`),
        icon: ICONS[act.act] ?? PencilLine,
        danger: DANGEROUS.has(act.act),
        blocked: reasonOf(act, texts),
        to: act.act === 'edit' ? `${ui.path}/${view.id}/edit` : undefined,
      }));
  }

  function masterActs(view: RecordView): ActButton[] {
    const found: ActButton[] = [];
    const add = (name: string, label: string, to?: string) =>
      found.push({ name, label: t(label), icon: ICONS[name] ?? Trash2, danger: DANGEROUS.has(name), to });
    if (ui.can.edit && may('update') && !view.archived) add('edit', 'record.edit', `${ui.path}/${view.id}/edit`);
    if (ui.can.archive && may('update'))
      add(view.archived ? 'restore' : 'archive', view.archived ? 'record.restore' : 'record.archive');
    if (ui.can.remove && may('delete')) add('remove', 'record.delete');
    return found;
  }

  function ownActs(view: RecordView): ActButton[] {
    return (ui.acts ?? [])
      .filter((act) => session.can(act.permission) && (act.visible?.(view) ?? true))
      .map((act) => ({
        name: act.name,
        label: t(`${ui.permission}.acts.${act.name}`),
        icon: act.icon,
        danger: act.danger,
      }));
  }

  const acts = computed<ActButton[]>(() => {
    const view = record.value;
    if (!view) return [];
    if (ui.kind !== 'document') return [...masterActs(view), ...ownActs(view)];
    if (isOnlyRead(view)) return documentActs(view).filter((act) => !act.blocked);
    const next = [...amendmentActs(ui, view, t), ...pushDowns(ui, view, session.can, t)];
    return [...next, ...documentActs(view), ...(may('update') ? sideActs(ui, view, t) : []), ...ownActs(view)];
  });
  const primary = computed(() => {
    const [first] = acts.value;
    if (ui.kind !== 'document') return first?.name === 'edit' ? first : undefined;
    const amended = (record.value as Partial<DocumentView> | undefined)?.amendment;
    return (
      acts.value.find((act) => act.name === 'submit' && !act.blocked) ??
      (!amended && first?.name.includes('.') ? first : undefined)
    );
  });
  const secondary = computed(() => {
    const rest = acts.value.filter((act) => act !== primary.value && !act.blocked && !act.danger);
    const own = ui.acts?.map((act) => act.name) ?? [];
    return (
      rest.find((act) => act.name === 'edit' || act.name.includes('.')) ??
      rest.find((act) => own.includes(act.name)) ??
      rest.find((act) => act.name === 'amend' || act.name === 'side') ??
      rest[0]
    );
  });
  const rest = computed(() => acts.value.filter((act) => act !== primary.value && act !== secondary.value));

  /** Whether this person may change the record at all, whatever its state: its files, say. */
  const mayUpdate = computed(() => may('update') && record.value !== undefined && !isOnlyRead(record.value));

  return { acts, primary, secondary, rest, mayUpdate };
}
