import { Injectable } from '@nestjs/common';

/**
 * Tables whose triggers count the epoch up, so that what is known of their rows may be remembered, and the one that says
 * which sessions live.
 */
export const DECIDING_TABLES: readonly string[] = [
  ...['session', 'user', 'role', 'department', 'company', 'currency', 'exchange_rate', 'tax_rate'],
  ...['approval_flow', 'numbering_rule', 'period'],
];

const WRITES = new RegExp(`\\b(?:INSERT INTO|UPDATE|DELETE FROM)\\s+"?(?:${DECIDING_TABLES.join('|')})"?\\s`, 'i');

/** Whether a statement writes something that decides who may do what. */
export const isDeciding = (text: string): boolean => WRITES.test(text);

/** When this node last committed something that decides who may do what; what was found out before is asked again. */
@Injectable()
export class Deciding {
  private at = 0;

  /** By the clock of `performance.now()`. */
  get changedAt(): number {
    return this.at;
  }

  changed(): void {
    this.at = performance.now();
  }
}
