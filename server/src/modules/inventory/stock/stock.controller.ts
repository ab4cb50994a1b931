import { Controller, Get, Injectable, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { demand, stock, stockLedger } from '@guanxi/shared/inventory';
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
import { Demand, StockBalance, StockLedger } from './stock.entity.js';

export class StockView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @RefField() product!: RefView;
  @RefField() warehouse!: RefView;
  @Text(20) unit!: string;
  @DecimalField() onHand!: string;
  @DecimalField() reserved!: string;
  @DecimalField({ description: 'On hand and not reserved' }) available!: string;
  @DecimalField({ description: 'At moving average, in the base currency' }) value!: string;
  @Instant() updatedAt!: string;
}
export class StockLedgerView {
  @Ref() id!: string;
  @Int(1, 1e15) seq!: number;
  @RefField() product!: RefView;
  @RefField() warehouse!: RefView;
  @Instant() at!: string;
  @DateField() date!: string;
  @DecimalField({ description: 'Base units; positive in, negative out' }) quantity!: string;
  @DecimalField() value!: string;
  @DecimalField() balanceAfter!: string;
  @DecimalField() valueAfter!: string;
  @Text(40) documentType!: string;
  @Ref() documentId!: string;
  @Ref({ optional: true }) reversesId!: string | null;
}

export class DemandView {
  @Ref() id!: string;
  @RefField() product!: RefView;
  @RefField() warehouse!: RefView;
  @Text(20) unit!: string;
  @DateField({ optional: true }) promisedDate!: string | null;
  @DecimalField({ description: 'Base units still to be delivered' }) quantity!: string;
  @DecimalField({ description: 'Set aside for it' }) reserved!: string;
  @DecimalField({ description: 'Neither delivered nor set aside' }) short!: string;
  @Text(40, { description: 'Document type of the order' }) orderType!: string;
  @Ref() orderId!: string;
  @Instant() createdAt!: string;
}

const unit = { sql: '(SELECT p.unit FROM product p WHERE p.id = t.product_id)' };
const refs = { product: { table: 'product', code: 'code' }, warehouse: { table: 'warehouse', code: 'code' } };

/** What lies where. */
@Injectable()
export class StockList {
  readonly list = defineList({
    definition: stock,
    entity: StockBalance,
    omit: ['negativeAllowed'],
    refs,
    computed: {
      available: { sql: '(t.on_hand - t.reserved)', type: 'numeric' },
      unit,
    },
    filters: ['productId', 'warehouseId', 'onHand', 'available'],
    sorts: ['updatedAt'],
    search: 't.product_id IN (SELECT id FROM product WHERE grams @> $grams AND search_text LIKE $q)',
  });
}

/** Why it lies there: every movement. */
@Injectable()
export class StockLedgerList {
  readonly list = defineList({
    definition: stockLedger,
    entity: StockLedger,
    omit: ['documentLineId'],
    refs,
    filters: ['productId', 'warehouseId', 'date', 'at', 'documentType', 'documentId'],
    sorts: ['at'],
    search: 't.product_id IN (SELECT id FROM product WHERE grams @> $grams AND search_text LIKE $q)',
  });
}

/** What orders wait for. */
@Injectable()
export class DemandList {
  readonly list = defineList({
    definition: demand,
    entity: Demand,
    omit: ['orderLineId'],
    refs,
    computed: { short: { sql: '(t.quantity - t.reserved)', type: 'numeric' }, unit },
    filters: ['productId', 'warehouseId', 'promisedDate', 'short', 'orderId'],
    sorts: ['createdAt'],
    search: 't.product_id IN (SELECT id FROM product WHERE grams @> $grams AND search_text LIKE $q)',
  });
}

@ApiTags('inventory')
@Controller('inventory')
export class StockController {
  constructor(
    private readonly store: RecordStore,
    private readonly balances: StockList,
    private readonly movements: StockLedgerList,
    private readonly demands: DemandList,
  ) {}

  @Get('stock')
  @Can(stock, 'read')
  @ApiList(stock, StockView)
  stock(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.balances, query);
  }

  @Get('demands')
  @Can(demand, 'read')
  @ApiList(demand, DemandView)
  demand(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.demands, query);
  }

  @Get('stock-ledger')
  @Can(stockLedger, 'read')
  @ApiList(stockLedger, StockLedgerView)
  ledger(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.movements, query);
  }
}
