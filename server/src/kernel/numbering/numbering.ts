import { Injectable } from '@nestjs/common';
import type { DocumentDefinition, NumberingPattern } from '@guanxi/shared/documents';
import { dayIn } from '@guanxi/shared/kernel';
import { Companies } from '../auth/ports.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { Remembered } from '../db/remembered.js';
import { Rows } from '../db/rows.js';
import { NumberingRule } from './numbering.entity.js';

/** The date part of a number: `yyyyMM` of 2026-10-12 is `202610`. */
export const datePartOf = (pattern: NumberingPattern['datePart'], day: string): string =>
  day.replaceAll('-', '').slice(0, pattern.length);

const dashed = (...parts: string[]): string => parts.filter(Boolean).join('-');

/** `SO-202610-0409`, `SO-S1-202610-0409`; empty parts leave no dash behind. */
export const formatNumber = (pattern: NumberingPattern, series: string, count: number): string =>
  dashed(pattern.prefix, series, String(count).padStart(pattern.digits, '0'));

/** Whose number it is: its company, its department where it has one. */
export type Numbered = Readonly<{ companyId: string; departmentId: string | null }>;

/** Gives documents their numbers. The counter row is the last lock of a transaction, so a gapless series has no gap. */
@Injectable()
export class Numbering {
  constructor(
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly companies: Companies,
    private readonly remembered: Remembered,
    private readonly context: Context,
  ) {}

  /** The pattern in force for a type in a company. */
  async patternOf(definition: DocumentDefinition, companyId: string): Promise<NumberingPattern> {
    const { type } = definition;
    const [rule] = await this.remembered.get(`numbering ${type} ${companyId}`, () =>
      this.rows.where(NumberingRule, { documentType: type, companyId, archived: false }),
    );
    return rule ?? definition.numbering;
  }

  /** Takes the next number of the document's series; the date part is of today in the company's time zone. */
  async next({ type }: DocumentDefinition, document: Numbered, pattern: NumberingPattern): Promise<string> {
    const { companyId } = document;
    const { timeZone } = await this.companies.get(companyId);
    const department = pattern.perDepartment ? await this.codeOf(document.departmentId) : '';
    const day = this.context.day ?? dayIn(timeZone, new Date());
    const series = dashed(department, datePartOf(pattern.datePart, day));
    if (pattern.gapless) return this.countGapless(companyId, type, series, pattern);
    return formatNumber(pattern, series, await this.countAside(companyId, type, series));
  }

  /** The next code of a master-data record, such as `C-00042`; companies share their master data, so they share its series. */
  async nextCode(type: string, prefix: string): Promise<string> {
    const first = await this.remembered.get('first company', () =>
      this.db.one<{ id: string }>('SELECT id FROM company ORDER BY created_at, id LIMIT 1'),
    );
    return `${prefix}-${String(await this.countAside(first!.id, type, '')).padStart(5, '0')}`;
  }

  private async codeOf(departmentId: string | null): Promise<string> {
    if (departmentId === null) return '';
    const department = await this.db.one<{ code: string }>('SELECT code FROM department WHERE id = $1', [departmentId]);
    return department?.code ?? '';
  }

  /** A fast series may have gaps: it is counted past the transaction, so that nobody waits for anybody's commit. */
  private countAside(companyId: string, type: string, series: string): Promise<number> {
    const isTried = this.context.dryRun;
    return this.db.beside(() => (isTried ? this.peek(companyId, type, series) : this.count(companyId, type, series)));
  }

  /** The number that would be taken next. */
  private async peek(companyId: string, type: string, series: string): Promise<number> {
    const counter = await this.db.one<{ last: number }>(
      'SELECT last FROM numbering_counter WHERE company_id = $1 AND document_type = $2 AND series = $3',
      [companyId, type, series],
    );
    return (counter?.last ?? 0) + 1;
  }

  private async count(companyId: string, type: string, series: string): Promise<number> {
    const counter = await this.db.one<{ last: number }>(
      `INSERT INTO numbering_counter AS c (company_id, document_type, series, last) VALUES ($1, $2, $3, 1)
       ON CONFLICT (company_id, document_type, series) DO UPDATE SET last = c.last + 1, gapless_from = NULL, last_number = NULL RETURNING last`,
      [companyId, type, series],
    );
    return counter!.last;
  }

  /** Takes the next count and leaves the number with it, so that the database can look for its document at the commit. */
  private async countGapless(
    companyId: string,
    type: string,
    series: string,
    pattern: NumberingPattern,
  ): Promise<string> {
    const beforeCount = dashed(pattern.prefix, series, '0').slice(0, -1);
    const counter = await this.db.one<{ number: string }>(
      `INSERT INTO numbering_counter AS c (company_id, document_type, series, last, gapless_from, last_number)
       VALUES ($1, $2, $3, 1, 1, $4 || lpad('1', $5, '0'))
       ON CONFLICT (company_id, document_type, series) DO UPDATE SET last = c.last + 1, gapless_from = coalesce(c.gapless_from, c.last + 1),
         last_number = $4 || lpad((c.last + 1)::text, greatest($5, length((c.last + 1)::text)), '0') RETURNING last_number AS number`,
      [companyId, type, series, beforeCount, pattern.digits],
    );
    return counter!.number;
  }
}
