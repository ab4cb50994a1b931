import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { isDateOnly, isDecimal, type FieldProblemCode } from '@guanxi/shared/kernel';
import { Transform, Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested } from 'class-validator';

/**
 * The fields of requests and answers: one decorator line carries validation, transformation and documentation. On a view
 * class only the documentation matters.
 */
export interface FieldOptions {
  /** May be missing or null. */
  readonly optional?: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

type Check = (value: unknown) => boolean;

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

const rule = (code: FieldProblemCode, check: Check, facts: Record<string, unknown> = {}): PropertyDecorator =>
  ValidateBy({ name: code, validator: { validate: check, defaultMessage: () => code } }, { context: facts });

/** Forms send '' for what was left empty; an optional field takes it for null unless '' is one of its values. */
const presence = (optional: boolean, keepsEmpty: boolean): PropertyDecorator =>
  optional
    ? applyDecorators(
        IsOptional(),
        Transform(({ value }) => (value === '' && !keepsEmpty ? null : (value as unknown))),
      )
    : rule('required', (value) => value !== undefined && value !== null && value !== '');

function field(api: ApiPropertyOptions, options: FieldOptions, ...rules: PropertyDecorator[]): PropertyDecorator {
  const { optional = false, description, example } = options;
  const documentation = {
    ...api,
    ...(description ? { description } : {}),
    ...(example === undefined ? {} : { example }),
    required: !optional,
    ...(optional ? { nullable: true } : {}),
  } as ApiPropertyOptions;
  const keepsEmpty = (api as { enum?: unknown[] }).enum?.includes('') ?? false;
  return applyDecorators(ApiProperty(documentation), presence(optional, keepsEmpty), ...rules);
}

const given =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || value === '' || check(value);

/** Text without surrounding space, at most `max` characters. */
export const Text = (
  max: number,
  options: FieldOptions & { pattern?: RegExp; hint?: string } = {},
): PropertyDecorator =>
  field(
    { type: String, maxLength: max },
    options,
    Transform(({ value }) =>
      typeof value === 'string' ? value.trim() || (options.optional ? null : '') : (value as unknown),
    ),
    rule(
      'text',
      given((value) => typeof value === 'string' && [...value].length <= max),
      { max },
    ),
    ...(options.pattern
      ? [
          rule(
            'pattern',
            given((value) => typeof value === 'string' && options.pattern!.test(value)),
            { hint: options.hint ?? String(options.pattern) },
          ),
        ]
      : []),
  );

/** A secret: taken as typed, never trimmed. */
export const Secret = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: String, format: 'password', maxLength: 200 },
    options,
    rule(
      'text',
      given((v) => typeof v === 'string' && v.length <= 200),
      { max: 200 },
    ),
  );

/** The id of a record. */
export const Ref = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: String, format: 'uuid' },
    options,
    rule(
      'id',
      given((value) => typeof value === 'string' && UUID.test(value)),
    ),
  );

/** Ids of records. */
export const Refs = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: [String], format: 'uuid' },
    options,
    rule(
      'list',
      given((v) => Array.isArray(v) && v.length <= max && v.every((x) => typeof x === 'string' && UUID.test(x))),
      { max },
    ),
  );

export interface DecimalOptions extends FieldOptions {
  /** Fraction digits, at most. */
  readonly digits?: number;
  readonly positive?: boolean;
  readonly min?: number;
  readonly max?: number;
}

const fractionOf = (value: string): number => value.split('.')[1]?.replace(/0+$/, '').length ?? 0;
const integerOf = (value: string): number => value.replace(/^-/, '').split('.')[0]!.length;

/** A decimal number as a JSON string in plain notation. */
export const DecimalField = (options: DecimalOptions = {}): PropertyDecorator => {
  const { digits = 6, positive, min, max } = options;
  const isValid: Check = (value) => isDecimal(value) && fractionOf(value) <= digits && integerOf(value) <= 15;
  return field(
    { type: String, format: 'decimal', example: '12.50' },
    options,
    rule('decimal', given(isValid), { digits }),
    ...(positive
      ? [
          rule(
            'positive',
            given((value) => !isDecimal(value) || Number(value) > 0),
          ),
        ]
      : []),
    ...(min === undefined
      ? []
      : [
          rule(
            'minimum',
            given((value) => !isDecimal(value) || Number(value) >= min),
            { min },
          ),
        ]),
    ...(max === undefined
      ? []
      : [
          rule(
            'maximum',
            given((value) => !isDecimal(value) || Number(value) <= max),
            { max },
          ),
        ]),
  );
};

/** A whole number within bounds. */
export const Int = (min: number, max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'integer', minimum: min, maximum: max },
    options,
    rule(
      'integer',
      given((value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max),
      { min, max },
    ),
  );

/** A calendar day, `YYYY-MM-DD`. */
export const DateField = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: String, format: 'date' }, options, rule('date', given(isDateOnly)));

/** An instant with a time zone, RFC 3339. */
export const Instant = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: String, format: 'date-time' },
    options,
    rule(
      'instant',
      given((v) => typeof v === 'string' && INSTANT.test(v) && !Number.isNaN(Date.parse(v))),
    ),
  );

export const Flag = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: Boolean },
    options,
    rule(
      'boolean',
      given((value) => typeof value === 'boolean'),
    ),
  );

/** One of some words. */
export const Choice = (choices: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: String, enum: [...choices] },
    options,
    rule(
      'choice',
      given((v) => choices.includes(v as string)),
      { choices: choices.join(', ') },
    ),
  );

/** A list of short texts, such as tags. */
export const Texts = (max: number, length: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: [String] },
    options,
    rule(
      'list',
      given((v) => Array.isArray(v) && v.length <= max && v.every((x) => typeof x === 'string' && x.length <= length)),
      { max },
    ),
  );

/** A list of objects. */
export const Lines = (type: () => new () => object, max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: () => [type()] },
    options,
    Type(type),
    rule(
      'list',
      given(
        (v) =>
          Array.isArray(v) &&
          v.length <= max &&
          v.every((x) => typeof x === 'object' && x !== null && !Array.isArray(x)),
      ),
      { max },
    ),
    ValidateNested({ each: true }),
  );

/** An object within the object. */
export const Nested = (type: () => new () => object, options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: () => type() },
    options,
    Type(type),
    rule(
      'object',
      given((v) => typeof v === 'object' && !Array.isArray(v)),
    ),
    ValidateNested(),
  );

/** A map from words to words out of a list, such as scopes by module. */
export const WordMap = (
  check: (key: string, value: unknown) => boolean,
  options: FieldOptions & { values?: Record<string, unknown> } = {},
): PropertyDecorator =>
  field(
    { type: 'object', additionalProperties: options.values ?? true },
    options,
    rule(
      'object',
      given(
        (v) => typeof v === 'object' && !Array.isArray(v) && Object.entries(v as object).every(([k, x]) => check(k, x)),
      ),
    ),
  );

/** A value of any shape in an answer, such as what a field held before it was changed. */
export const Anything = (): PropertyDecorator => ApiProperty({ required: false, oneOf: [{}] });

/** The problem of a part of what was asked for, in the answer of the whole. */
export const ProblemField = (options: FieldOptions = {}): PropertyDecorator =>
  ApiProperty({
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    required: !options.optional,
  });

/** A field of an answer that is documented by hand. */
export const Shown = (api: ApiPropertyOptions): PropertyDecorator => ApiProperty(api);

/** A record named in an answer. */
export class RefView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ required: false, nullable: true, type: String }) code?: string | null;
}

/** A named record in an answer; null where there is none. */
export const RefField = (options: FieldOptions = {}): PropertyDecorator =>
  ApiProperty({
    type: () => RefView,
    required: true,
    ...(options.optional ? { nullable: true } : {}),
  });
