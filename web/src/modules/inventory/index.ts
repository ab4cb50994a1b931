import { Boxes } from '@lucide/vue';
import { defineModule } from '@/app/module';
import { categoryUi, demandUi, productUi, stockLedgerUi, stockUi, warehouseUi } from './master.ui';
import { stockEntryUi, stockIssueUi } from './movement.ui';

export default defineModule({
  id: 'inventory',
  icon: Boxes,
  order: 70,
  resources: [productUi, categoryUi, warehouseUi, stockUi, demandUi, stockLedgerUi, stockEntryUi, stockIssueUi],
  locales: { 'zh-CN': () => import('./locales/zh-CN'), en: () => import('./locales/en') },
});
