import type { Language } from '@guanxi/shared/kernel';

/** What a trading company starts with; every word can be changed later. */
type Word = readonly [code: string, zh: string, en: string];

/** Before every document. */
export const BEGINNING = '1900-01-01';

export const CURRENCIES: readonly { code: string; zh: string; en: string; symbol: string; minorUnit: number }[] = [
  { code: 'CNY', zh: '人民币', en: 'Chinese yuan', symbol: '¥', minorUnit: 2 },
  { code: 'USD', zh: '美元', en: 'US dollar', symbol: '$', minorUnit: 2 },
  { code: 'EUR', zh: '欧元', en: 'Euro', symbol: '€', minorUnit: 2 },
  { code: 'HKD', zh: '港元', en: 'Hong Kong dollar', symbol: 'HK$', minorUnit: 2 },
  { code: 'JPY', zh: '日元', en: 'Japanese yen', symbol: '¥', minorUnit: 0 },
  { code: 'GBP', zh: '英镑', en: 'Pound sterling', symbol: '£', minorUnit: 2 },
];

/** VAT rates in force in China since 2019-04-01 (announcement 39/2019 of MOF, STA and GAC); elsewhere zero to begin with. */
export const taxRates = (country: string): readonly { code: string; rate: string; validFrom: string }[] => {
  const [rates, validFrom] = country === 'CN' ? [['13', '9', '6', '3', '1', '0'], '2019-04-01'] : [['0'], BEGINNING];
  return rates.map((rate) => ({ code: `VAT${rate}`, rate, validFrom }));
};

export const DICTIONARIES: Readonly<Record<string, readonly Word[]>> = {
  level: [
    ['KA', '大客户', 'Key account'],
    ['A', 'A 级', 'Level A'],
    ['B', 'B 级', 'Level B'],
    ['C', 'C 级', 'Level C'],
  ],
  stage: [
    ['potential', '潜在', 'Potential'],
    ['active', '合作中', 'Active'],
    ['sleeping', '沉睡', 'Sleeping'],
    ['lost', '流失', 'Lost'],
  ],
  source: [
    ['referral', '转介绍', 'Referral'],
    ['fair', '展会', 'Trade fair'],
    ['web', '网站', 'Web site'],
    ['call', '电话', 'Call'],
    ['other', '其他', 'Other'],
  ],
  // Sections of GB/T 4754-2017 that trading companies meet most.
  industry: [
    ['C', '制造业', 'Manufacturing'],
    ['F', '批发和零售业', 'Wholesale and retail'],
    ['G', '交通运输、仓储', 'Transport and storage'],
    ['E', '建筑业', 'Construction'],
    ['I', '信息技术', 'Information technology'],
    ['H', '住宿和餐饮', 'Hotels and catering'],
    ['O', '其他服务', 'Other services'],
  ],
  region: [
    ['east', '华东', 'East'],
    ['south', '华南', 'South'],
    ['north', '华北', 'North'],
    ['central', '华中', 'Central'],
    ['west', '西部', 'West'],
    ['abroad', '海外', 'Abroad'],
  ],
  unit: [
    ['pc', '个', 'pc'],
    ['set', '套', 'set'],
    ['box', '箱', 'box'],
    ['kg', '千克', 'kg'],
    ['m', '米', 'm'],
    ['t', '吨', 't'],
  ],
  'expense-category': [
    ['travel', '差旅', 'Travel'],
    ['meal', '招待', 'Entertainment'],
    ['transport', '交通', 'Transport'],
    ['office', '办公', 'Office'],
    ['other', '其他', 'Other'],
  ],
};

export const ROLE_NAMES: Record<'administrator' | 'colleague', Record<Language, string>> = {
  administrator: { 'zh-CN': '管理员', en: 'Administrator' },
  colleague: { 'zh-CN': '业务人员', en: 'Staff' },
};
