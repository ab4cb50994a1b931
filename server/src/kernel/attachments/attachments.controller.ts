import {
  applyDecorators,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  StreamableFile,
  type Type,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { ResourceDefinition } from '@guanxi/shared/kernel';
import type { FastifyRequest } from 'fastify';
import { SignedIn } from '../auth/access.js';
import { ApiCreate, ApiGet, ApiRemove, named, toCamel } from '../http/documented.js';
import { uploadOf, Uploads } from '../http/upload.js';
import type { ListSpec } from '../lists/list.js';
import { AttachmentsView, AttachmentView, FileContent } from './attachment.dto.js';
import { Attachments } from './attachments.js';

const Upload = (definition: ResourceDefinition): MethodDecorator =>
  applyDecorators(
    Uploads(),
    ApiCreate(definition, AttachmentView, 'attach'),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
    }),
  );

/** Never shown in place: whatever it is, the browser saves it. */
const asDownload = ({ name, content }: { name: string; content: Buffer }): StreamableFile =>
  new StreamableFile(content, {
    type: 'application/octet-stream',
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });

/** The attachment routes of a resource, under its own path. */
export function attachmentsController(definition: ResourceDefinition, handlerToken: Type): Type {
  @ApiTags(definition.module)
  @Controller(`${definition.path}/:id/attachments`)
  class AttachmentsController {
    constructor(
      @Inject(handlerToken) private readonly handler: { list: ListSpec },
      private readonly attachments: Attachments,
    ) {}

    @Get()
    @SignedIn()
    @ApiGet(definition, AttachmentsView, 'attachments')
    of(@Param('id') id: string): Promise<AttachmentsView> {
      return this.attachments.of(this.handler.list, id);
    }

    @Post()
    @SignedIn()
    @Upload(definition)
    add(@Param('id') id: string, @Req() request: FastifyRequest): Promise<AttachmentView> {
      return this.attachments.add(this.handler.list, id, uploadOf(request));
    }

    @Get(':fileId')
    @SignedIn()
    @ApiGet(definition, FileContent, 'attachment')
    async read(@Param('id') id: string, @Param('fileId') fileId: string): Promise<StreamableFile> {
      return asDownload(await this.attachments.read(this.handler.list, id, fileId));
    }

    @Delete(':fileId')
    @HttpCode(204)
    @SignedIn()
    @ApiRemove(definition, 'detach')
    remove(@Param('id') id: string, @Param('fileId') fileId: string): Promise<void> {
      return this.attachments.remove(this.handler.list, id, fileId);
    }
  }
  return named(AttachmentsController, `${toCamel(definition.type)}Attachments`);
}
