import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { i18n, useLanguage } from './app/i18n';
import { queryClient } from './app/query';
import { router } from './app/router';
import { useSession } from './app/stores/session';
import { useSettings } from './app/stores/settings';
import { whenSignedOut } from './api/http';
import './app/theme/tokens.css';
import './app/theme/base.css';

async function start(): Promise<void> {
  const app = createApp(App);
  app.use(createPinia()).use(i18n).use(VueQueryPlugin, { queryClient });
  await useLanguage(useSettings().language);
  whenSignedOut(() => {
    useSession().clear();
    const to = router.currentRoute.value;
    if (!to.meta.anonymous) void router.push({ name: 'sign-in', query: { to: to.fullPath } });
  });
  app.use(router).mount('#app');
}

void start();
