import { FileText } from '@lucide/vue';
import { defineModule } from '@/app/module';
import { deliveryUi } from './delivery.ui';
import { openingBalanceUi, receiptUi, receivableUi, salesInvoiceUi } from './money.ui';
import { quotationUi, salesOrderUi } from './sales-order.ui';

export default defineModule({
  id: 'sales-orders',
  icon: FileText,
  order: 60,
  resources: [quotationUi, salesOrderUi, deliveryUi, salesInvoiceUi, receiptUi, receivableUi, openingBalanceUi],
  locales: { 'zh-CN': () => import('./locales/zh-CN'), en: () => import('./locales/en') },
});
