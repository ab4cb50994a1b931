import { Briefcase } from '@lucide/vue';
import { defineModule } from '@/app/module';
import { expenseUi } from './expense.ui';

export default defineModule({
  id: 'office',
  icon: Briefcase,
  order: 80,
  resources: [expenseUi],
  locales: { 'zh-CN': () => import('./locales/zh-CN'), en: () => import('./locales/en') },
});
