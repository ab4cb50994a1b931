import { OmitType, PartialType } from '@nestjs/swagger';
import { CONTACT_ROLES } from '@guanxi/shared/customers';
import { Choice, Flag, Instant, Int, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';

export class ContactInput {
  @Ref() customerId!: string;
  @Text(100) name!: string;
  @Text(100, { optional: true }) title?: string | null;
  @Text(40, { optional: true }) mobile?: string | null;
  @Text(40, { optional: true }) phone?: string | null;
  @Text(200, { optional: true, pattern: /^[^\s@]+@[^\s@]+$/, hint: 'name@example.com' }) email?: string | null;
  @Choice(CONTACT_ROLES, { optional: true, description: 'Part in decisions' }) role?:
    (typeof CONTACT_ROLES)[number] | null;
  @Text(5000, { optional: true }) note?: string | null;
}
/** What was agreed with a contact belongs to its customer, so a contact stays where it is. */
export class ContactPatch extends PartialType(OmitType(ContactInput, ['customerId'] as const), {
  skipNullProperties: false,
}) {}

export class ContactRow {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @RefField() customer!: RefView;
  @RefField() owner!: RefView;
  @Text(100) name!: string;
  @Text(100, { optional: true }) title!: string | null;
  @Text(40, { optional: true }) mobile!: string | null;
  @Text(40, { optional: true }) phone!: string | null;
  @Text(200, { optional: true }) email!: string | null;
  @Choice(CONTACT_ROLES, { optional: true }) role!: string | null;
}
export class ContactView extends ContactRow {
  @Text(5000, { optional: true }) note!: string | null;
}
