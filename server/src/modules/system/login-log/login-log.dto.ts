import { Flag, Instant, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';

export class LoginLogView {
  @Ref() id!: string;
  @Instant() at!: string;
  @Text(100) login!: string;
  @RefField({ optional: true }) user!: RefView | null;
  @Flag() succeeded!: boolean;
  @Text(40, { description: 'How: password, link, setup, demo; or why not: wrong, locked, inactive' }) reason!: string;
  @Text(100) ip!: string;
  @Text(500) userAgent!: string;
}
