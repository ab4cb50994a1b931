import { Settings } from '@lucide/vue';
import { defineModule } from '@/app/module';
import { approvalFlowUi } from './approval-flow.ui';
import { auditLogUi, loginLogUi } from './logs.ui';
import { companyUi, departmentUi, teamUi } from './organisation.ui';
import { roleUi } from './role.ui';
import {
  currencyUi,
  dictionaryUi,
  fundAccountUi,
  fundLedgerUi,
  numberingRuleUi,
  periodUi,
  taxRateUi,
} from './settings.ui';
import { userUi } from './user.ui';

export default defineModule({
  id: 'system',
  icon: Settings,
  order: 90,
  resources: [
    userUi,
    departmentUi,
    roleUi,
    teamUi,
    companyUi,
    approvalFlowUi,
    numberingRuleUi,
    dictionaryUi,
    currencyUi,
    taxRateUi,
    fundAccountUi,
    fundLedgerUi,
    periodUi,
    auditLogUi,
    loginLogUi,
  ],
  locales: { 'zh-CN': () => import('./locales/zh-CN'), en: () => import('./locales/en') },
});
