import { ApiProperty } from '@nestjs/swagger';
import { RefView } from '../http/fields.js';

export class AttachmentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Found by looking at the content' }) mediaType!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes' }) size!: number;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: () => RefView }) createdBy!: RefView;
  @ApiProperty({ description: 'Whether a document was submitted with it; then it stays until that is a draft again' })
  fixed!: boolean;
}
export class AttachmentsView {
  @ApiProperty({ type: () => [AttachmentView] }) items!: AttachmentView[];
}
/** The bytes of a file. */
export class FileContent {}
