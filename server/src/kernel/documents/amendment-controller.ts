import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { DocumentDefinition } from '@guanxi/shared/documents';
import { Can, SignedIn } from '../auth/access.js';
import { ApiGet, ApiUpdate, named, toCamel } from '../http/documented.js';
import { Text } from '../http/fields.js';
import { Version, type ExpectedVersion } from '../http/version.js';
import { Amendments } from './amendments.js';
import { Revisions, RevisionsView } from './revisions.js';
import type { AnyHandler } from './registry.js';

export class AmendInput {
  @Text(2000) reason!: string;
}

/**
 * The writes of amendments of a document type, under its own path. Submitting, withdrawing and deciding an amendment are the
 * acts of the document itself.
 */
export function amendmentController(
  definition: DocumentDefinition,
  handlerToken: Type,
  view: Type,
  patch: Type<object>,
): Type {
  @ApiTags(definition.module)
  @Controller(definition.path)
  class AmendmentController {
    constructor(
      @Inject(handlerToken) private readonly handler: AnyHandler,
      private readonly amendments: Amendments,
    ) {}

    @Post(':id/amend')
    @HttpCode(200)
    @Can(definition, 'update')
    @ApiGet(definition, view, 'amend')
    amend(@Param('id') id: string, @Version() version: ExpectedVersion, @Body() input: AmendInput): Promise<unknown> {
      return this.amendments.open(this.handler, id, version, input.reason);
    }

    @Patch(':id/amendment')
    @Can(definition, 'update')
    @ApiUpdate(definition, view, 'editAmendment')
    editAmendment(@Param('id') id: string, @Version() version: ExpectedVersion, input: object): Promise<unknown> {
      return this.amendments.edit(this.handler, id, version, input);
    }

    @Delete(':id/amendment')
    @Can(definition, 'update')
    @ApiUpdate(definition, view, 'discardAmendment')
    discardAmendment(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<unknown> {
      return this.amendments.discard(this.handler, id, version);
    }
  }
  takes(AmendmentController.prototype, patch);
  return named(AmendmentController, `${toCamel(definition.type)}Amendments`);
}

/** The body is the change of the document type at hand, which a decorator in the class cannot name. */
function takes(prototype: object, patch: Type<object>): void {
  Reflect.defineMetadata('design:paramtypes', [String, Object, patch], prototype, 'editAmendment');
  Body()(prototype, 'editAmendment', 2);
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'editAmendment')!;
  ApiBody({ type: patch })(prototype, 'editAmendment', descriptor);
}

/** What is read of amendments and revisions of a document type, under its own path. */
export function revisionController(definition: DocumentDefinition, handlerToken: Type, view: Type): Type {
  @ApiTags(definition.module)
  @Controller(definition.path)
  class RevisionController {
    constructor(
      @Inject(handlerToken) private readonly handler: AnyHandler,
      private readonly revisions: Revisions,
    ) {}

    @Get(':id/amendment')
    @SignedIn()
    @ApiGet(definition, view, 'amendment')
    amendment(@Param('id') id: string): Promise<unknown> {
      return this.revisions.proposed(this.handler, id);
    }

    @Get(':id/revisions')
    @SignedIn()
    @ApiGet(definition, RevisionsView, 'revisions')
    of(@Param('id') id: string): Promise<RevisionsView> {
      return this.revisions.of(this.handler, id);
    }
  }
  return named(RevisionController, `${toCamel(definition.type)}Revisions`);
}
