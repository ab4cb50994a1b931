import { FileText } from '@lucide/vue';
import { defineModule } from '@/app/module';
import { deliveryUi, openingBalanceUi, receiptUi, salesInvoiceUi } from './execution.ui';
import { quotationUi, salesOrderUi } from './sales-order.ui';

export default defineModule({
  id: 'sales-orders',
  icon: FileText,
  order: 60,
  resources: [quotationUi, salesOrderUi, deliveryUi, salesInvoiceUi, receiptUi, openingBalanceUi],
  locales: { 'zh-CN': () => import('./locales/zh-CN'), en: () => import('./locales/en') },
});
