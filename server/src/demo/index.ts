import type { Language } from '@guanxi/shared/kernel';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

export { DemoModule } from './demo.module.js';
export { DemoService } from './demo.service.js';

/** What a demo company is called when nobody gives it a name. */
export const COMPANY_NAMES: Readonly<Record<Language, string>> = { 'zh-CN': zh.company, en: en.company };
