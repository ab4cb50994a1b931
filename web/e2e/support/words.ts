import app from '../../src/app/locales/en';
import appZh from '../../src/app/locales/zh-CN';
import customers from '../../src/modules/customers/locales/en';
import customersZh from '../../src/modules/customers/locales/zh-CN';
import inventory from '../../src/modules/inventory/locales/en';
import inventoryZh from '../../src/modules/inventory/locales/zh-CN';
import office from '../../src/modules/office/locales/en';
import officeZh from '../../src/modules/office/locales/zh-CN';
import relations from '../../src/modules/relations/locales/en';
import relationsZh from '../../src/modules/relations/locales/zh-CN';
import sales from '../../src/modules/sales-orders/locales/en';
import salesZh from '../../src/modules/sales-orders/locales/zh-CN';
import system from '../../src/modules/system/locales/en';
import systemZh from '../../src/modules/system/locales/zh-CN';

const english = { ...app, customers, inventory, office, relations, sales, system };
const chinese = {
  ...appZh,
  customers: customersZh,
  inventory: inventoryZh,
  office: officeZh,
  relations: relationsZh,
  sales: salesZh,
  system: systemZh,
};

/** What is written on the pages, in the language of the browser. */
export type Words = typeof english | typeof chinese;
export const wordsOf = (locale: string | undefined): Words => (locale?.startsWith('zh') ? chinese : english);

/** Fills the places of a sentence. */
export const say = (sentence: string, facts: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (_place, name: string) => String(facts[name] ?? ''));
