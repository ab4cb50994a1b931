import { Controller, Get, Injectable, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { fundLedger } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiList } from '../../../kernel/http/documented.js';
import {
  DateField,
  DecimalField,
  Instant,
  Int,
  Ref,
  RefField,
  Text,
  type RefView,
} from '../../../kernel/http/fields.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { FundEntry } from './fund-account.entity.js';

export class FundLedgerView {
  @Ref() id!: string;
  @Int(1, 1e15) seq!: number;
  @RefField() account!: RefView;
  @Text(3, { description: 'Currency of the account' }) currency!: string;
  @Instant() at!: string;
  @DateField() date!: string;
  @DecimalField({ description: 'Positive in, negative out' }) amount!: string;
  @DecimalField() balanceAfter!: string;
  @Text(40) documentType!: string;
  @Ref() documentId!: string;
  @Ref({ optional: true }) reversesId!: string | null;
}

/** Why an account holds what it holds: every movement. */
@Injectable()
export class FundLedgerList {
  readonly list = defineList({
    definition: fundLedger,
    entity: FundEntry,
    refs: { account: { table: 'fund_account', code: 'code' } },
    computed: { currency: { sql: '(SELECT a.currency FROM fund_account a WHERE a.id = t.account_id)' } },
    filters: ['accountId', 'date', 'at', 'amount', 'documentType', 'documentId'],
    sorts: ['at'],
    search: 't.account_id IN (SELECT id FROM fund_account WHERE name ILIKE $q OR code ILIKE $q)',
  });
}

@ApiTags('system')
@Controller(fundLedger.path)
export class FundLedgerController {
  constructor(
    private readonly store: RecordStore,
    private readonly movements: FundLedgerList,
  ) {}

  @Get()
  @Can(fundLedger, 'read')
  @ApiList(fundLedger, FundLedgerView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.movements, query);
  }
}
