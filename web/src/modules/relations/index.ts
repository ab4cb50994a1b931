import { HeartHandshake } from '@lucide/vue';
import { defineModule } from '@/app/module';
import { interactionUi } from './interaction.ui';

export default defineModule({
  id: 'relations',
  icon: HeartHandshake,
  order: 20,
  resources: [interactionUi],
  locales: { 'zh-CN': () => import('./locales/zh-CN'), en: () => import('./locales/en') },
});
