import {
  Approval,
  ApprovalDecision,
  ApprovalFlow,
  ApprovalTask,
  DocumentAuthor,
} from './kernel/approvals/approval.entity.js';
import { Attachment, AttachmentContent } from './kernel/attachments/attachment.entity.js';
import { AuditLog, Change, Outbox } from './kernel/audit/audit.entity.js';
import { LoginAttempt, LoginLog, OneTimeLink, RefreshToken, Session } from './kernel/auth/auth.entity.js';
import { Comment } from './kernel/comments/comment.entity.js';
import { Mention } from './kernel/comments/mention.entity.js';
import { Amendment } from './kernel/documents/amendment.entity.js';
import { Fulfilment, FulfilmentEntry } from './kernel/documents/link.entity.js';
import { OpenItem, SettlementEntry } from './kernel/documents/settlement.entity.js';
import { IdempotencyKey } from './kernel/http/idempotency.entity.js';
import { NumberingCounter, NumberingRule } from './kernel/numbering/numbering.entity.js';
import { Contact } from './modules/customers/contact/contact.entity.js';
import { Customer } from './modules/customers/customer/customer.entity.js';
import { Category } from './modules/inventory/category/category.entity.js';
import { Product } from './modules/inventory/product/product.entity.js';
import { StockEntry, StockEntryLine } from './modules/inventory/stock-entry/stock-entry.entity.js';
import { StockIssue, StockIssueLine } from './modules/inventory/stock-issue/stock-issue.entity.js';
import { Demand, StockBalance, StockLedger } from './modules/inventory/stock/stock.entity.js';
import { Warehouse } from './modules/inventory/warehouse/warehouse.entity.js';
import { Expense, ExpenseLine } from './modules/office/expense/expense.entity.js';
import { Interaction } from './modules/relations/interaction/interaction.entity.js';
import { CustomerExposure, OrderExposure } from './modules/sales-orders/credit/credit.entity.js';
import { Delivery, DeliveryLine } from './modules/sales-orders/delivery/delivery.entity.js';
import { OpeningBalance } from './modules/sales-orders/opening-balance/opening-balance.entity.js';
import { Quotation, QuotationLine } from './modules/sales-orders/quotation/quotation.entity.js';
import { Receipt, ReceiptLine } from './modules/sales-orders/receipt/receipt.entity.js';
import { SalesInvoice, SalesInvoiceLine } from './modules/sales-orders/sales-invoice/sales-invoice.entity.js';
import { SalesOrder, SalesOrderLine } from './modules/sales-orders/sales-order/sales-order.entity.js';
import { Company } from './modules/system/company/company.entity.js';
import { Currency, ExchangeRate } from './modules/system/currency/currency.entity.js';
import { Department } from './modules/system/department/department.entity.js';
import { Dictionary } from './modules/system/dictionary/dictionary.entity.js';
import { FundAccount, FundEntry } from './modules/system/fund-account/fund-account.entity.js';
import { Period } from './modules/system/period/period.entity.js';
import { Role } from './modules/system/role/role.entity.js';
import { TaxRate } from './modules/system/tax-rate/tax-rate.entity.js';
import { Team } from './modules/system/team/team.entity.js';
import { User } from './modules/system/user/user.entity.js';

/** Every table of the database that an entity describes. */
export const entities = [
  ...[
    Company,
    Department,
    User,
    Role,
    Team,
    Currency,
    ExchangeRate,
    TaxRate,
    FundAccount,
    FundEntry,
    Dictionary,
    Period,
  ],
  ...[Session, RefreshToken, OneTimeLink, LoginAttempt, LoginLog, IdempotencyKey],
  ...[AuditLog, Outbox, Change, Comment, Mention, Attachment, AttachmentContent, NumberingRule, NumberingCounter],
  ...[
    ApprovalFlow,
    DocumentAuthor,
    Approval,
    ApprovalTask,
    ApprovalDecision,
    Amendment,
    Fulfilment,
    FulfilmentEntry,
    OpenItem,
    SettlementEntry,
  ],
  ...[Customer, Contact, Interaction],
  ...[
    Category,
    Product,
    Warehouse,
    StockBalance,
    StockLedger,
    Demand,
    StockEntry,
    StockEntryLine,
    StockIssue,
    StockIssueLine,
  ],
  ...[Quotation, QuotationLine, SalesOrder, SalesOrderLine, Delivery, DeliveryLine],
  ...[SalesInvoice, SalesInvoiceLine, Receipt, ReceiptLine, OpeningBalance, CustomerExposure, OrderExposure],
  ...[Expense, ExpenseLine],
];
