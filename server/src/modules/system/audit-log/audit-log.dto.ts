import { Anything, Flag, Instant, Int, Lines, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';

export class AuditChangeView {
  @Text(100) field!: string;
  @Anything() from?: unknown;
  @Anything() to?: unknown;
}
export class AuditLogView {
  @Ref() id!: string;
  @Int(1, 1e15, { description: 'Order in which the acts were recorded' }) seq!: number;
  @Instant() at!: string;
  @RefField({ optional: true }) actor!: RefView | null;
  @Text(100) action!: string;
  @Text(100) recordType!: string;
  @Ref() recordId!: string;
  @Int(1, 1e9, { optional: true }) recordVersion!: number | null;
  @Text(100) requestId!: string;
  @Text(100, { optional: true }) ip!: string | null;
  @Lines(() => AuditChangeView, 1000, { description: 'Without the fields that the reader may not see' })
  changes!: AuditChangeView[];
}

export class DifferenceView {
  @Text(10) invariant!: string;
  @Text(500) where!: string;
  @Text(500) expected!: string;
  @Text(500) actual!: string;
}
export class CheckView {
  @Text(100) name!: string;
  @Int(0, 1e9) differences!: number;
  @Int(0, 1e9) milliseconds!: number;
}
export class BooksVerification {
  @Flag({ description: 'Every check found everything as it must be' }) ok!: boolean;
  @Lines(() => CheckView, 1000) checks!: CheckView[];
  @Lines(() => DifferenceView, 100, { description: 'The first hundred' }) differences!: DifferenceView[];
}
export class AuditVerification {
  @Flag({ description: 'The chain is whole from the first act to the last' }) ok!: boolean;
  @Int(0, 1e15, { description: 'Sealed acts' }) checked!: number;
  @Lines(() => DifferenceView, 1e6) differences!: DifferenceView[];
}
