import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { FIELD_PROBLEMS, type FieldProblemCode } from '@guanxi/shared/kernel';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, type ValidationError } from 'class-validator';
import { DomainError, invalid, type FieldError } from '../errors/domain-error.js';
import { UUID } from './fields.js';

const MAX_DEPTH = 12;
const MAX_NODES = 50_000;
const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** Looks at every text of a body: NUL and lone surrogates can't be stored; absurd nesting is refused before validation. */
export function findUnstorable(body: unknown): FieldError[] {
  const errors: FieldError[] = [];
  const queue: { value: unknown; pointer: string; depth: number }[] = [{ value: body, pointer: '', depth: 0 }];
  for (let visited = 0; queue.length > 0; visited += 1) {
    const { value, pointer, depth } = queue.pop()!;
    if (depth > MAX_DEPTH || visited > MAX_NODES)
      throw new DomainError('request.malformed', { reason: 'too deep or too large' });
    if (typeof value === 'string' && !isStorable(value)) errors.push({ pointer, code: 'characters' });
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (!isStorable(key)) throw new DomainError('request.malformed', { reason: 'a field name' });
      // Names that every object has would slip past the check for unknown fields.
      if (key in Object.prototype) errors.push({ pointer: `${pointer}/${key}`, code: 'unknown' });
      queue.push({
        value: child,
        pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        depth: depth + 1,
      });
    }
  }
  return errors;
}

function toFieldErrors(errors: readonly ValidationError[], prefix: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${prefix}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const codes = Object.keys(error.constraints ?? {});
    // The first rule that a value breaks is the one that a person can act on.
    const code = codes.includes('required') ? 'required' : codes.at(-1);
    const own: FieldError[] = code
      ? [toFieldError(pointer, code, error.contexts?.[code] as Record<string, unknown>)]
      : [];
    return [...own, ...toFieldErrors(error.children ?? [], pointer)];
  });
}

function toFieldError(pointer: string, constraint: string, facts?: Record<string, unknown>): FieldError {
  if (constraint === 'whitelistValidation') return { pointer, code: 'unknown' };
  const code = constraint in FIELD_PROBLEMS ? (constraint as FieldProblemCode) : 'object';
  return { pointer, code, ...(facts ? { facts } : {}) };
}

/** The library looks through what all classes say, for each object that it checks; without groups that is always the same. */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const ask = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Map<string, ReturnType<typeof ask>>>();
  storage.getTargetValidationMetadatas = (target, within, always, strict, groups) => {
    if (always || strict || groups) return ask(target, within, always, strict, groups);
    const ofTarget = known.get(target) ?? new Map<string, ReturnType<typeof ask>>();
    const rules = ofTarget.get(within) ?? ask(target, within, always, strict);
    known.set(target, ofTarget.set(within, rules));
    return rules;
  };
}
rememberRules();

/** Checks bodies against their DTO class and ids in paths; everything else passes as it is. */
@Injectable()
export class InputPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype, data }: ArgumentMetadata): Promise<unknown> {
    if (type === 'param' && data?.toLowerCase().endsWith('id')) {
      if (typeof value !== 'string' || !UUID.test(value)) throw new DomainError('record.not-found');
      return value;
    }
    if (type !== 'body' || !metatype || metatype === Object) return value;
    // Who sends nothing gives no field.
    if (value === undefined) return this.checked({}, metatype);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new DomainError('request.malformed', { reason: 'a JSON object is expected' });
    }
    const unstorable = findUnstorable(value);
    if (unstorable.length > 0) throw invalid(unstorable);
    return this.checked(value, metatype);
  }

  private async checked(value: object, metatype: Type): Promise<object> {
    const instance = plainToInstance(metatype as new () => object, value);
    const errors = await validate(instance, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
    });
    if (errors.length > 0) throw invalid(toFieldErrors(errors, ''));
    return instance;
  }
}
