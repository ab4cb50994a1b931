import { applyDecorators, Body, Controller, Get, HttpCode, Inject, Param, Post, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { DocumentAct, DocumentDefinition } from '@guanxi/shared/documents';
import { Can, SignedIn } from '../auth/access.js';
import { ApprovalView, ApprovalViews } from '../approvals/approval-views.js';
import { ApiGet, named, toCamel } from '../http/documented.js';
import { Ref, Text } from '../http/fields.js';
import { Version, type ExpectedVersion } from '../http/version.js';
import { Chain, ChainView } from './chain.js';
import { DocumentStore } from './document-store.js';
import { Foresight } from './foresight.js';
import type { ActInput } from './act-input.js';
import { Lifecycle } from './lifecycle.js';
import type { AnyHandler } from './registry.js';

export class CommentInput {
  @Text(2000, { optional: true }) comment?: string | null;
}
export class ReasonInput {
  @Text(2000) reason!: string;
}
export class TransferInput {
  @Ref() userId!: string;
  @Text(2000, { optional: true }) reason?: string | null;
}

/** An act that has a route, the permission that it needs (none for decisions: the task is the right), and its body. */
interface ActRoute {
  readonly act: DocumentAct;
  readonly permission?: string;
  readonly body?: Type<ActInput>;
}

const ACT_ROUTES: readonly ActRoute[] = [
  { act: 'submit', permission: 'submit' },
  { act: 'withdraw', permission: 'submit' },
  { act: 'approve', body: CommentInput },
  { act: 'reject', body: ReasonInput },
  { act: 'transfer', body: TransferInput },
  { act: 'close', permission: 'close', body: ReasonInput },
  { act: 'void', permission: 'void', body: ReasonInput },
];

interface Acts {
  readonly handler: AnyHandler;
  readonly lifecycle: Lifecycle;
  readonly foresight: Foresight;
}

/** Adds the route of an act to a controller: `POST /:id/{act}` with the version in If-Match. */
function addAct(
  controller: Type,
  definition: DocumentDefinition,
  view: Type,
  { act, permission, body }: ActRoute,
): void {
  const prototype = controller.prototype as Record<string, unknown>;
  // As a method of a literal it has a name, by which the documentation finds its parameters.
  Object.assign(prototype, {
    async [act](this: Acts, id: string, version: ExpectedVersion, input?: ActInput): Promise<unknown> {
      const view = await this.lifecycle.perform<{ id: string }>(this.handler, id, version, act, input ?? {});
      return this.foresight.told(this.handler, view);
    },
  });
  Reflect.defineMetadata('design:paramtypes', [String, Object, ...(body ? [body] : [])], prototype, act);
  Param('id')(prototype, act, 0);
  Version()(prototype, act, 1);
  if (body) Body()(prototype, act, 2);
  const access = permission ? Can(definition, permission) : SignedIn();
  const described = ApiGet(definition, view, act);
  const descriptor = Object.getOwnPropertyDescriptor(prototype, act)!;
  applyDecorators(Post(`:id/${act}`), HttpCode(200), access, described)(prototype, act, descriptor);
}

/**
 * The shape-free routes of a document type, under its own path. They are the same for all types; only the definition, the
 * handler and the documented answer differ.
 */
export function actsController(definition: DocumentDefinition, handlerToken: Type, view: Type): Type {
  @ApiTags(definition.module)
  @Controller(definition.path)
  class ActsController implements Acts {
    constructor(
      @Inject(handlerToken) readonly handler: AnyHandler,
      readonly lifecycle: Lifecycle,
      readonly foresight: Foresight,
      private readonly store: DocumentStore,
      private readonly approvals: ApprovalViews,
      private readonly chain: Chain,
    ) {}

    @Post(':id/copy')
    @Can(definition, 'create')
    @ApiGet(definition, view, 'copy')
    copy(@Param('id') id: string): Promise<unknown> {
      return this.store.copy(this.handler, id);
    }

    @Get(':id/approval')
    @SignedIn()
    @ApiGet(definition, ApprovalView, 'approval')
    approval(@Param('id') id: string): Promise<ApprovalView> {
      return this.approvals.of(this.handler, id);
    }

    @Get(':id/chain')
    @SignedIn()
    @ApiGet(definition, ChainView, 'chain')
    chainOf(@Param('id') id: string): Promise<ChainView> {
      return this.chain.of(this.handler, id);
    }
  }
  ACT_ROUTES.filter(({ act }) => definition.lifecycle[act]).forEach((route) =>
    addAct(ActsController, definition, view, route),
  );
  return named(ActsController, `${toCamel(definition.type)}Acts`);
}
