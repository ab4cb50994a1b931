import { useI18n } from 'vue-i18n';
import { ApiError } from '@/api/error';

export interface ProblemText {
  title: string;
  detail?: string;
}

/**
 * A failure in words. The server answers in the person's language; what it cannot answer (no connection, no right to
 * know) is said here.
 */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t, te } = useI18n();
  return (error) => {
    if (!(error instanceof ApiError)) return { title: t('errors.unexpected'), detail: t('errors.unexpected-detail') };
    const own = `errors.${error.code}`;
    if (te(own)) return { title: t(own), detail: te(`${own}-detail`) ? t(`${own}-detail`) : undefined };
    const { detail } = error.problem;
    if (detail) return { title: detail };
    return { title: t('errors.unexpected'), detail: t('errors.code', { code: error.code }) };
  };
}
