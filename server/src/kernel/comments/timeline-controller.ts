import { Body, Controller, Get, Inject, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { ResourceDefinition } from '@guanxi/shared/kernel';
import { SignedIn } from '../auth/access.js';
import { named, toCamel } from '../http/documented.js';
import type { ListSpec } from '../lists/list.js';
import { CommentPost, Comments } from './comments.js';
import { Timeline, TimelineView } from './timeline.js';

/** The timeline routes of a resource, under its own path. */
export function timelineController(definition: ResourceDefinition, handlerToken: Type): Type {
  @ApiTags(definition.module)
  @Controller(definition.path)
  class TimelineController {
    constructor(
      @Inject(handlerToken) private readonly handler: { list: ListSpec },
      private readonly timeline: Timeline,
      private readonly comments: Comments,
    ) {}

    @Get(':id/timeline')
    @SignedIn()
    @ApiOperation({ operationId: `${toCamel(definition.type)}.timeline` })
    @ApiOkResponse({ type: TimelineView })
    @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
    @ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' } })
    of(@Param('id') id: string, @Query() query: Record<string, string>): Promise<TimelineView> {
      return this.timeline.of(this.handler.list, id, query);
    }

    @Post(':id/comments')
    @SignedIn()
    @ApiOperation({ operationId: `${toCamel(definition.type)}.comment` })
    @ApiCreatedResponse({ type: TimelineView })
    say(@Param('id') id: string, @Body() input: CommentPost): Promise<TimelineView> {
      return this.comments.say(this.handler.list, id, input);
    }
  }
  return named(TimelineController, `${toCamel(definition.type)}Timeline`);
}
