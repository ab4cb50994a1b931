import { authApi } from '@/api/auth';
import type { Language } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { useSettings } from '@/app/stores/settings';
import { useAction } from '@/ui/useAction';

/** Changes the language here at once and remembers it with the user, so that mails and answers follow. */
export function useLanguageSwitch() {
  const settings = useSettings();
  const session = useSession();
  const { run: remember } = useAction((language: Language) => authApi.setLanguage(language));

  function choose(language: Language): void {
    settings.set('language', language);
    if (session.me) void remember(language);
  }
  const toggle = () => choose(settings.language === 'en' ? 'zh-CN' : 'en');
  return { choose, toggle };
}
