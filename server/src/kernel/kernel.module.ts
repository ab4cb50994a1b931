import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { ClsModule } from 'nestjs-cls';
import { DataSource } from './db/data-source.js';
import { ApprovalChecks } from './approvals/approval-checks.js';
import { ApprovalViews } from './approvals/approval-views.js';
import { ApprovalTasks } from './approvals/approval-tasks.js';
import { Approvals } from './approvals/approvals.js';
import { Executions } from './approvals/executions.js';
import { Handover } from './approvals/handover.js';
import { Approvers } from './approvals/approvers.js';
import { AuthorChecks } from './approvals/author-checks.js';
import { Attachments } from './attachments/attachments.js';
import { Audit } from './audit/audit.js';
import { AuditChain } from './audit/audit-chain.js';
import { Sequencer } from './audit/sequencer.js';
import { ShownChanges } from './audit/shown-changes.js';
import { Views } from './audit/views.js';
import { AccessGuard, BearerGuard } from './auth/access.guard.js';
import { AuthController } from './auth/auth.controller.js';
import { jwtKey, JwtStrategy } from './auth/jwt.strategy.js';
import { Links } from './auth/links.js';
import { Principals } from './auth/principals.js';
import { RouteAudit } from './auth/route-audit.js';
import { Sessions } from './auth/sessions.js';
import { SignIn } from './auth/sign-in.js';
import { Clearing } from './clearing/clearing.js';
import { Comments } from './comments/comments.js';
import { Mentions } from './comments/mentions.js';
import { Timeline } from './comments/timeline.js';
import { Settings } from './config/config.js';
import { Context } from './context/context.js';
import { Db } from './db/db.js';
import { Deciding } from './db/deciding.js';
import { Remembered } from './db/remembered.js';
import { Rows } from './db/rows.js';
import { UnitOfWork } from './db/unit-of-work.js';
import { AmendmentChecks } from './documents/amendment-checks.js';
import { Amendments } from './documents/amendments.js';
import { ChainNodes } from './documents/chain-nodes.js';
import { Chain } from './documents/chain.js';
import { ContentChecks } from './documents/content-checks.js';
import { DocumentReader } from './documents/document-reader.js';
import { DocumentStore } from './documents/document-store.js';
import { FulfilmentChecks } from './documents/fulfilment-checks.js';
import { Foresight } from './documents/foresight.js';
import { HiddenQuestions } from './documents/hidden-questions.js';
import { FulfilmentRows } from './documents/fulfilment-rows.js';
import { Lifecycle } from './documents/lifecycle.js';
import { LineTotals } from './documents/line-totals.js';
import { Links as FulfilmentLinks } from './documents/links.js';
import { Revisions } from './documents/revisions.js';
import { DocumentRegistry } from './documents/registry.js';
import { SettlementChecks } from './documents/settlement-checks.js';
import { Settlements } from './documents/settlements.js';
import { Sources } from './documents/sources.js';
import { Idempotency } from './http/idempotency.js';
import { InputPipe } from './http/input.pipe.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Routes } from './http/routes.js';
import { UnreadGuard } from './http/unread.js';
import { Writes } from './http/writes.js';
import { Inbox, InboxController } from './inbox/inbox.js';
import { Releases } from './inbox/releases.js';
import { ListRegistry } from './lists/list-registry.js';
import { Lists } from './lists/lists.js';
import { RememberedLabels } from './lists/labels.js';
import { NumberingChecks } from './numbering/numbering-checks.js';
import { Numbering } from './numbering/numbering.js';
import { RecordChecks } from './records/record-checks.js';
import { RecordStore } from './records/record-store.js';
import { Verifier } from './verify/verifier.js';

const services = [
  ...[
    Context,
    Db,
    Deciding,
    Rows,
    Remembered,
    UnitOfWork,
    Lists,
    RememberedLabels,
    ListRegistry,
    RecordStore,
    RecordChecks,
    Audit,
    Views,
    ShownChanges,
    AuditChain,
    Sequencer,
    Clearing,
    Verifier,
    Idempotency,
  ],
  ...[
    Sessions,
    SignIn,
    Links,
    Principals,
    DocumentRegistry,
    DocumentReader,
    DocumentStore,
    Chain,
    ChainNodes,
    FulfilmentRows,
    FulfilmentLinks,
    LineTotals,
    Settlements,
    Sources,
    Amendments,
    Revisions,
    Lifecycle,
    Foresight,
    HiddenQuestions,
    Numbering,
  ],
  ...[
    ApprovalChecks,
    AuthorChecks,
    ContentChecks,
    AmendmentChecks,
    FulfilmentChecks,
    SettlementChecks,
    NumberingChecks,
  ],
  ...[
    Approvals,
    ApprovalTasks,
    Approvers,
    Executions,
    Handover,
    ApprovalViews,
    Timeline,
    Comments,
    Mentions,
    Attachments,
    Inbox,
    Releases,
  ],
];

/** The technical mechanisms, for every module. The ports are provided by the system module. */
@Global()
@Module({})
export class KernelModule {
  static forRoot(settings: Settings, dataSource: DataSource): DynamicModule {
    return {
      module: KernelModule,
      imports: [
        ClsModule.forRoot({ global: true }),
        DiscoveryModule,
        PassportModule,
        JwtModule.register({ secret: jwtKey(settings), signOptions: { algorithm: 'HS256' } }),
      ],
      controllers: [AuthController, InboxController],
      providers: [
        { provide: Settings, useValue: settings },
        { provide: DataSource, useValue: dataSource },
        ...services,
        ...[BearerGuard, JwtStrategy, Routes, RouteAudit, ProblemFilter, Writes],
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: UnreadGuard },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_FILTER, useExisting: ProblemFilter },
      ],
      exports: [Settings, DataSource, ...services, ProblemFilter, RouteAudit],
    };
  }
}
