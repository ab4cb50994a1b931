import { Injectable } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

/** A code that somebody chose for a field. */
export interface ChosenWord {
  readonly field: string;
  readonly dictionary: string;
  readonly code: string;
}

/** Dictionaries as the records see that keep their codes. */
@Injectable()
export class Dictionaries {
  constructor(private readonly db: Db) {}

  /**
   * Looks up all codes of a request at once. Callers leave out what a record had before: a word that was archived since may
   * stay where it is.
   * @throws DomainError 422 naming the first field whose code is not in use.
   */
  async assertInUse(chosen: readonly ChosenWord[]): Promise<void> {
    if (chosen.length === 0) return;
    const known = await this.db.query<{ type: string; code: string }>(
      `SELECT type, code FROM dictionary WHERE NOT archived AND (type, code) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [chosen.map((word) => word.dictionary), chosen.map((word) => word.code)],
    );
    const unknown = chosen.find(
      ({ dictionary, code }) => !known.some((word) => word.type === dictionary && word.code === code),
    );
    if (unknown)
      throw new DomainError('dictionary.unknown', {
        field: unknown.field,
        dictionary: unknown.dictionary,
        word: unknown.code,
      });
  }
}
