import { Body, Controller, Get, HttpCode, Inject, Param, Post, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DocumentAct, DocumentDefinition } from '@guanxi/shared/documents';
import { Can, SignedIn } from '../auth/access.js';
import { ApprovalView, ApprovalViews } from '../approvals/approval-views.js';
import { toCamel } from '../http/documented.js';
import { Ref, Text } from '../http/fields.js';
import { Version, type ExpectedVersion } from '../http/version.js';
import { Chain, ChainView } from './chain.js';
import { DocumentStore } from './document-store.js';
import type { AnyHandler } from './registry.js';
import { Lifecycle } from './lifecycle.js';

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

/** Documents an act of one document type: its operation id and its answer. */
const Documented =
  (definition: DocumentDefinition, act: string, view: Type): MethodDecorator =>
  (target, key, descriptor) => {
    ApiOperation({ operationId: `${toCamel(definition.type)}.${act}` })(target, key, descriptor);
    ApiOkResponse({ type: view })(target, key, descriptor);
  };

/**
 * The shape-free routes of a document type, under its own path. They are the same for all types; only the definition, the
 * handler and the documented answer differ.
 */
export function actsController(definition: DocumentDefinition, handlerToken: Type, view: Type): Type {
  @ApiTags(definition.module)
  @Controller(definition.path)
  class ActsController {
    constructor(
      @Inject(handlerToken) private readonly handler: AnyHandler,
      private readonly lifecycle: Lifecycle,
      private readonly store: DocumentStore,
      private readonly approvals: ApprovalViews,
      private readonly chain: Chain,
    ) {}

    private perform(id: string, version: ExpectedVersion, act: DocumentAct, input = {}): Promise<unknown> {
      return this.lifecycle.perform(this.handler, id, version, act, input);
    }

    @Post(':id/submit')
    @HttpCode(200)
    @Can(definition, 'submit')
    @Documented(definition, 'submit', view)
    submit(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<unknown> {
      return this.perform(id, version, 'submit');
    }

    @Post(':id/withdraw')
    @HttpCode(200)
    @Can(definition, 'submit')
    @Documented(definition, 'withdraw', view)
    withdraw(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<unknown> {
      return this.perform(id, version, 'withdraw');
    }

    @Post(':id/approve')
    @HttpCode(200)
    @SignedIn()
    @Documented(definition, 'approve', view)
    approve(
      @Param('id') id: string,
      @Version() version: ExpectedVersion,
      @Body() input: CommentInput,
    ): Promise<unknown> {
      return this.perform(id, version, 'approve', input);
    }

    @Post(':id/reject')
    @HttpCode(200)
    @SignedIn()
    @Documented(definition, 'reject', view)
    reject(@Param('id') id: string, @Version() version: ExpectedVersion, @Body() input: ReasonInput): Promise<unknown> {
      return this.perform(id, version, 'reject', input);
    }

    @Post(':id/transfer')
    @HttpCode(200)
    @SignedIn()
    @Documented(definition, 'transfer', view)
    transfer(
      @Param('id') id: string,
      @Version() version: ExpectedVersion,
      @Body() input: TransferInput,
    ): Promise<unknown> {
      return this.perform(id, version, 'transfer', input);
    }

    @Post(':id/void')
    @HttpCode(200)
    @Can(definition, 'void')
    @Documented(definition, 'void', view)
    void(@Param('id') id: string, @Version() version: ExpectedVersion, @Body() input: ReasonInput): Promise<unknown> {
      return this.perform(id, version, 'void', input);
    }

    @Post(':id/copy')
    @Can(definition, 'create')
    @Documented(definition, 'copy', view)
    copy(@Param('id') id: string): Promise<unknown> {
      return this.store.copy(this.handler, id);
    }

    @Get(':id/approval')
    @SignedIn()
    @ApiOperation({ operationId: `${toCamel(definition.type)}.approval` })
    @ApiOkResponse({ type: ApprovalView })
    approval(@Param('id') id: string): Promise<ApprovalView> {
      return this.approvals.of(this.handler, id);
    }

    @Get(':id/chain')
    @SignedIn()
    @ApiOperation({ operationId: `${toCamel(definition.type)}.chain` })
    @ApiOkResponse({ type: ChainView })
    chainOf(@Param('id') id: string): Promise<ChainView> {
      return this.chain.of(this.handler, id);
    }
  }

  if (definition.lifecycle.close) {
    const close = async function (
      this: { lifecycle: Lifecycle; handler: AnyHandler },
      id: string,
      version: ExpectedVersion,
      input: ReasonInput,
    ): Promise<unknown> {
      return this.lifecycle.perform(this.handler, id, version, 'close', input);
    };
    defineRoute(ActsController, 'close', close, [
      Post(':id/close'),
      HttpCode(200),
      Can(definition, 'close'),
      Documented(definition, 'close', view),
    ]);
  }
  Object.defineProperty(ActsController, 'name', { value: `${toCamel(definition.type)}Acts` });
  return ActsController;
}

/** Adds a route that only some document types have; its parameters are id, version and a reason. */
function defineRoute(controller: Type, name: string, handler: unknown, decorators: readonly MethodDecorator[]): void {
  const prototype = controller.prototype as object;
  Object.defineProperty(prototype, name, { value: handler, writable: true, configurable: true });
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)!;
  Reflect.defineMetadata('design:paramtypes', [String, Object, ReasonInput], prototype, name);
  Param('id')(prototype, name, 0);
  Version()(prototype, name, 1);
  Body()(prototype, name, 2);
  decorators.forEach((decorate) => decorate(prototype, name, descriptor));
}
