import { Users } from '@lucide/vue';
import { defineModule } from '@/app/module';
import { contactUi, customerUi } from './customer.ui';

export default defineModule({
  id: 'customers',
  icon: Users,
  order: 10,
  resources: [customerUi, contactUi],
  locales: { 'zh-CN': () => import('./locales/zh-CN'), en: () => import('./locales/en') },
});
