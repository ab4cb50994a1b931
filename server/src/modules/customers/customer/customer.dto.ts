import { PartialType } from '@nestjs/swagger';
import { ADDRESS_KINDS, CUSTOMER_TYPES } from '@guanxi/shared/customers';
import {
  Choice,
  DecimalField,
  Flag,
  Instant,
  Int,
  Lines,
  Ref,
  RefField,
  Text,
  Texts,
  type RefView,
} from '../../../kernel/http/fields.js';

export class AddressInput {
  @Choice(ADDRESS_KINDS) kind!: (typeof ADDRESS_KINDS)[number];
  @Text(100, { optional: true }) recipient?: string | null;
  @Text(40, { optional: true }) phone?: string | null;
  @Text(60, { optional: true }) region?: string | null;
  @Text(60, { optional: true }) city?: string | null;
  @Text(200) street!: string;
  @Text(20, { optional: true }) postalCode?: string | null;
  @Text(60, { optional: true }) country?: string | null;
}
export class InvoiceTitleInput {
  @Text(200) title!: string;
  @Text(40, { optional: true }) taxNo?: string | null;
  @Text(200, { optional: true }) address?: string | null;
  @Text(40, { optional: true }) phone?: string | null;
  @Text(100, { optional: true }) bankName?: string | null;
  @Text(60, { optional: true }) bankAccount?: string | null;
}
export class CustomerInput {
  @Text(40, { optional: true, description: 'Given by the system where missing' }) code?: string | null;
  @Text(200) name!: string;
  @Text(60, { optional: true }) shortName?: string | null;
  @Text(200, { optional: true }) nameEn?: string | null;
  @Choice(CUSTOMER_TYPES, { optional: true }) type?: (typeof CUSTOMER_TYPES)[number] | null;
  @Text(40, { optional: true, description: 'Code of the dictionary industry (GB/T 4754)' }) industry?: string | null;
  @Text(40, { optional: true, description: 'Code of the dictionary region' }) region?: string | null;
  @Text(40, { optional: true, description: 'Code of the dictionary level' }) level?: string | null;
  @Text(40, { optional: true, description: 'Code of the dictionary stage' }) stage?: string | null;
  @Text(40, { optional: true, description: 'Code of the dictionary source' }) source?: string | null;
  @Ref({ optional: true, description: 'Who looks after the customer; oneself where missing' }) ownerId?: string | null;
  @Ref({ optional: true, description: 'The group or parent company' }) groupId?: string | null;
  @Text(18, { optional: true, description: 'Unified social credit code, check digit verified (GB 32100-2015)' })
  creditCode?: string | null;
  @Text(40, { optional: true }) phone?: string | null;
  @Text(200, { optional: true }) website?: string | null;
  @DecimalField({ optional: true, digits: 4, min: 0, description: 'In the base currency; null means unlimited' })
  creditLimit?: string | null;
  @Int(0, 720, { optional: true }) paymentTermDays?: number | null;
  @Lines(() => InvoiceTitleInput, 20, { optional: true }) invoiceTitles?: InvoiceTitleInput[] | null;
  @Lines(() => AddressInput, 50, { optional: true }) addresses?: AddressInput[] | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
  @Text(5000, { optional: true }) note?: string | null;
}
export class CustomerPatch extends PartialType(CustomerInput, { skipNullProperties: false }) {}

export class CustomerRow {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(40) code!: string;
  @Text(200) name!: string;
  @Text(60, { optional: true }) shortName!: string | null;
  @Text(200, { optional: true }) nameEn!: string | null;
  @Choice(CUSTOMER_TYPES) type!: string;
  @Text(40, { optional: true }) industry!: string | null;
  @Text(40, { optional: true }) region!: string | null;
  @Text(40, { optional: true }) level!: string | null;
  @Text(40, { optional: true }) stage!: string | null;
  @Text(40, { optional: true }) source!: string | null;
  @RefField() owner!: RefView;
  @RefField({ optional: true }) department!: RefView | null;
  @RefField({ optional: true }) group!: RefView | null;
  @Text(18, { optional: true }) creditCode!: string | null;
  @Text(40, { optional: true }) phone!: string | null;
  @Text(200, { optional: true }) website!: string | null;
  @DecimalField({ optional: true }) creditLimit!: string | null;
  @Int(0, 720) paymentTermDays!: number;
  @Texts(30, 40) tags!: string[];
}
export class CustomerView extends CustomerRow {
  @Lines(() => InvoiceTitleInput, 20) invoiceTitles!: InvoiceTitleInput[];
  @Lines(() => AddressInput, 50) addresses!: AddressInput[];
  @Text(5000, { optional: true }) note!: string | null;
}
