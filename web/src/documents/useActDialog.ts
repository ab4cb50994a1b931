import { computed, ref, shallowRef, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import { useAction } from '@/ui/useAction';
import { toast } from '@/ui/toasts';
import { outcomeOf } from './approval';
import type { RecordAct, ResourceUi } from './document-ui';
import { resourceById } from './registry';
import type { ActButton } from './useActs';
import type { DocumentHandle } from './useDocument';
import { useTexts } from './useTexts';
import { at } from './values';

const REASONED = new Set(['void', 'close', 'reject', 'amend']);
const ASKED = new Set([
  'submit',
  'void',
  'close',
  'reject',
  'delete',
  'remove',
  'archive',
  'withdraw',
  'amend',
  'discard',
]);

/** Acts after which the person goes on elsewhere: the page of the record that the act answers with. */
const LEADS_TO: Partial<Record<string, string>> = { amend: '/amend', copy: '' };

/** What is asked before an act: its title, what it will do, and the words of both buttons. */
function useQuestion(ui: ResourceUi, { record: shown }: DocumentHandle, asked: Ref<ActButton | null>) {
  const { t, te, one, sentences, locale } = useTexts();
  return computed(() => {
    const act = asked.value;
    if (!act) return null;
    const record = shown.value ?? {};
    const name = locale.value === 'en' ? one(ui).toLowerCase() : one(ui);
    const facts = { name, number: String(at(record, 'number') ?? ''), title: ui.title(record) };
    const own = ui.acts?.find((item) => item.name === act.name);
    const stem = `${ui.permission}.acts.${act.name}`;
    const doIt = `acts.do-${act.name}`;
    return {
      act: act.name,
      title: own ? t(`${stem}-ask`, facts) : t(`acts.ask-${act.name}`, facts),
      consequences: own ? sentences(`${stem}-will`) : sentences(`acts.will-${act.name}`),
      reason: REASONED.has(act.name) ? ('required' as const) : undefined,
      confirm: te(doIt) ? t(doIt, facts) : act.label,
      keep: act.name === 'void' || act.name === 'close' ? t('acts.keep-document', facts) : t('acts.keep'),
      danger: act.danger ?? false,
    };
  });
}

/** Runs acts; those that cannot be taken back ask first, saying what will happen. */
export function useActDialog(ui: ResourceUi, document: DocumentHandle) {
  const { t, te } = useTexts();
  const router = useRouter();
  const asked = ref<ActButton | null>(null);
  const link = ref('');
  const filling = shallowRef<RecordAct | null>(null);
  const refusal = shallowRef<unknown>();
  async function perform(act: ActButton, input: Record<string, unknown>): Promise<void> {
    if (act.name === 'delete' || act.name === 'remove') {
      await document.remove();
      asked.value = null;
      toast('ok', t('record.deleted'));
      await router.replace(ui.path);
      return;
    }
    const next = ui.pushDown?.find((item) => item.to === act.name);
    if (next?.act) return makeNext(next.to, next.act);
    const own = ui.acts?.find((item) => item.name === act.name);
    if (own?.link) {
      link.value = String(at(await document.api.act(document.record.value?.id ?? '', act.name), own.link) ?? '');
      return;
    }
    const view = act.name === 'discard' ? await document.discard() : await document.act(act.name, input);
    asked.value = null;
    filling.value = null;
    const done = [`acts.done-${outcomeOf(act.name, view)}`, `${ui.permission}.acts.${act.name}-done`].find((key) =>
      te(key),
    );
    if (done) toast('ok', t(done));
    const page = LEADS_TO[act.name];
    if (page !== undefined) await router.push(`${ui.path}/${view.id}${page}`);
  }
  const { run, loading } = useAction(perform, {
    // A form of fields says itself what was refused.
    failed: (error) => {
      refusal.value = error;
      return filling.value?.fields !== undefined;
    },
  });

  /** A draft of the next document of the chain, opened to be completed. */
  async function makeNext(to: string, act: string): Promise<void> {
    const view = await document.api.act(document.record.value?.id ?? '', act);
    await document.accept(undefined);
    await router.push(`${resourceById(to)?.path ?? ''}/${view.id}/edit`);
  }

  function start(act: ActButton): void {
    const own = ui.acts?.find((item) => item.name === act.name);
    if (own?.fields || own?.dialog) filling.value = own;
    else if (ASKED.has(act.name) || own?.confirm) asked.value = act;
    else void run(act, {});
  }

  const confirm = (reason: string) => {
    if (asked.value) void run(asked.value, reason ? { reason } : {});
  };
  const question = useQuestion(ui, document, asked);
  const open = computed({
    get: () => asked.value !== null,
    set: (value: boolean) => {
      if (!value) asked.value = null;
    },
  });

  const fill = (input: Record<string, unknown>) => {
    const { name, icon } = filling.value ?? {};
    if (name && icon) void run({ name, icon, label: name }, input);
  };

  return { start, run, loading, question, confirm, open, link, filling, refusal, fill };
}
