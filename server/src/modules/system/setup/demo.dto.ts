import { Lines, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';

export class DemoUserView {
  @Ref() id!: string;
  @Text(100) name!: string;
  @Text(100, { optional: true }) title!: string | null;
  @RefField({ optional: true }) department!: RefView | null;
}
export class DemoUsersView {
  @Lines(() => DemoUserView, 1000) items!: DemoUserView[];
}
export class DemoSignInInput {
  @Ref() userId!: string;
}
