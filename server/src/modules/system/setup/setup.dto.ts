import {
  Choice,
  Flag,
  Nested,
  RefField,
  Secret,
  Shown,
  Text,
  Texts,
  type RefView,
} from '../../../kernel/http/fields.js';
import { RULES_OF_FIELDS } from '../role/role.dto.js';

export class SetupCompany {
  @Text(200) name!: string;
  @Text(2, { pattern: /^[A-Z]{2}$/, hint: 'ISO 3166, CN' }) country!: string;
  @Text(60) timeZone!: string;
  @Choice(['zh-CN', 'en']) language!: 'zh-CN' | 'en';
  @Text(3, { pattern: /^[A-Z]{3}$/, hint: 'ISO 4217, CNY' }) baseCurrency!: string;
  @Choice(['trading']) preset!: string;
  @Choice(['empty', 'demo']) content!: 'empty' | 'demo';
}
const LOGIN = { pattern: /^[a-z0-9][a-z0-9._@-]*$/i, hint: 'a-z 0-9 . _ @ -' };
export class SetupAdministrator {
  @Text(100) name!: string;
  @Text(100, LOGIN) login!: string;
  @Secret() password!: string;
}
export class SetupSecond {
  @Text(100) name!: string;
  @Text(100, LOGIN) login!: string;
}
export class SetupInput {
  @Text(100) token!: string;
  @Nested(() => SetupCompany) company!: SetupCompany;
  @Nested(() => SetupAdministrator) administrator!: SetupAdministrator;
  @Nested(() => SetupSecond) second!: SetupSecond;
}
export class SetupView {
  @Shown({ type: String }) accessToken!: string;
  @Shown({ type: 'integer' }) expiresIn!: number;
  @Shown({ type: String, description: 'Path of the page where the second person chooses a password' })
  secondLink!: string;
}
export class StateView {
  @Flag() setupNeeded!: boolean;
  @Text(200, { optional: true }) companyName!: string | null;
  @Choice(['zh-CN', 'en']) language!: string;
  @Flag() demo!: boolean;
}
export class MeCompany {
  @Shown({ type: String, format: 'uuid' }) id!: string;
  @Shown({ type: String }) name!: string;
  @Shown({ type: String }) baseCurrency!: string;
  @Shown({ type: 'integer' }) minorUnit!: number;
  @Shown({ type: String }) timeZone!: string;
  @Choice(['zh-CN', 'en']) language!: string;
  @Shown({ type: Boolean }) demo!: boolean;
}
export class MeView {
  @Shown({ type: String, format: 'uuid' }) id!: string;
  @Shown({ type: String }) name!: string;
  @Shown({ type: String }) login!: string;
  @Choice(['zh-CN', 'en']) language!: string;
  @RefField({ optional: true }) department!: RefView | null;
  @Shown({ type: () => MeCompany }) company!: MeCompany;
  @Shown({ type: 'integer', description: 'With one company, nobody is asked which' }) companyCount!: number;
  @Texts(1000, 100) permissions!: string[];
  @Shown({ type: 'object', additionalProperties: RULES_OF_FIELDS }) fieldRules!: Record<string, unknown>;
  @Shown({ type: Boolean, description: 'True while nobody else could release what this person writes' })
  releaseBlocked!: boolean;
}
export class MePatch {
  @Choice(['zh-CN', 'en']) language!: 'zh-CN' | 'en';
}
