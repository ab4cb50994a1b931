import { ApiProperty } from '@nestjs/swagger';
import { AMENDMENT_STATES, DOCUMENT_ACTS, DOCUMENT_STATES } from '@guanxi/shared/documents';
import {
  Choice,
  DateField,
  DecimalField,
  Instant,
  Int,
  Ref,
  RefField,
  Text,
  Texts,
  type RefView,
} from '../http/fields.js';
import type { ListSpec } from '../lists/list.js';
import { ForeseenView } from './foresight.js';

/** What a document shows in a list. */
export class DocumentRow {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Text(40, { optional: true }) number!: string | null;
  @Choice(DOCUMENT_STATES) status!: string;
  @Int(1, 1e6) revision!: number;
  @RefField() company!: RefView;
  @RefField() owner!: RefView;
  @RefField({ optional: true }) department!: RefView | null;
  @DateField() date!: string;
  @Text(300) title!: string;
  @DecimalField({ optional: true }) amount!: string | null;
  @Text(3, { optional: true }) currency!: string | null;
  @Text(5000, { optional: true }) note!: string | null;
  @Texts(30, 40) tags!: string[];
  @RefField() createdBy!: RefView;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Instant({ optional: true }) submittedAt!: string | null;
  @Instant({ optional: true }) effectiveAt!: string | null;
}

export class ActViewDto {
  @Choice(DOCUMENT_ACTS) act!: string;
  @ApiProperty() allowed!: boolean;
  @ApiProperty({ type: String, required: false, description: 'Problem code that says why not' }) reason?: string;
}

export class OpenAmendmentView {
  @Int(1, 1e6) revision!: number;
  @Choice(AMENDMENT_STATES) status!: string;
  @Text(2000) reason!: string;
  @Instant({ optional: true }) submittedAt!: string | null;
  @RefField() editedBy!: RefView;
  @ApiProperty({ type: () => [ActViewDto] }) acts!: ActViewDto[];
}

/** What a document shows by itself, besides its lines. */
export class DocumentView extends DocumentRow {
  @Text(40) type!: string;
  @ApiProperty({ type: () => [ActViewDto] }) acts!: ActViewDto[];
  @ApiProperty({ description: 'Whether it is in scope; who only decides or has decided on it reads it and no more' })
  mayChange!: boolean;
  @ApiProperty({
    description:
      'Whether you are an author of the open amendment, or else of what it is: authors decide nothing and pay nothing out',
  })
  isAuthor!: boolean;
  @ApiProperty({ type: () => OpenAmendmentView, nullable: true, description: 'The amendment that is under way' })
  amendment!: OpenAmendmentView | null;
  @ApiProperty({
    type: () => ForeseenView,
    required: false,
    description: 'On dry runs of acts: what else would happen',
  })
  foreseen?: ForeseenView;
}

const CONTENT_HIDDEN = ['editedById', 'submittedById'];

/** The part of a document's list that all documents share. */
export const documentListBase = {
  omit: CONTENT_HIDDEN,
  refs: {
    company: { table: 'company' },
    owner: { table: 'user' },
    department: { table: 'department' },
    createdBy: { table: 'user' },
  },
  filters: [
    'number',
    'status',
    'date',
    'companyId',
    'ownerId',
    'departmentId',
    'amount',
    'currency',
    'createdAt',
    'title',
  ],
  sorts: ['createdAt'],
} as const satisfies Partial<ListSpec>;
