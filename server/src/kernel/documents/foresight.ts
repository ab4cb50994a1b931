import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { DecimalField, RefField, RefView } from '../http/fields.js';
import { Lists } from '../lists/lists.js';
import { HiddenQuestions } from './hidden-questions.js';
import type { AnyHandler } from './registry.js';

/** Something that an act moves: goods of a warehouse, money of an account, what is open of an invoice. */
export class ForeseenMove {
  @ApiProperty({ enum: ['stock', 'fund', 'settlement'] }) kind!: string;
  @RefField() what!: RefView;
  @RefField({ optional: true }) where!: RefView | null;
  @DecimalField({ description: 'Base units or money; negative goes out' }) change!: string;
  @DecimalField({ optional: true, description: 'What is there afterwards, for goods' }) after!: string | null;
}
export class ForeseenView {
  @ApiProperty({
    type: () => [RefView],
    nullable: true,
    description: 'Whose turn it is to decide; null where that depends on what is hidden from the one who asks',
  })
  approvers!: RefView[] | null;
  @ApiProperty({ type: () => [ForeseenMove] }) moves!: ForeseenMove[];
}

/** Tells what the transaction at hand wrote of a ledger because of a document. */
export type MovesOf = (documentId: string) => Promise<ForeseenMove[]>;

const APPROVERS = `
SELECT DISTINCT u.id, u.name FROM approval_task t JOIN "user" u ON u.id = t.assignee_id
WHERE t.document_id = $1 AND t.state = 'open' ORDER BY u.name, u.id`;
// A ledger row carries the instant of its transaction.
const SETTLED = `
SELECT 'settlement' AS kind, jsonb_build_object('id', o.id, 'name', o.title) AS what, NULL AS "where", e.amount AS change, NULL AS after
FROM settlement_entry e JOIN open_item o ON o.id = CASE WHEN e.debit_id = $1 THEN e.credit_id ELSE e.debit_id END
WHERE e.at = now() AND $1 IN (e.debit_id, e.credit_id) ORDER BY e.seq`;

/** What an act that is only tried would do besides changing its document; modules with ledgers register what they moved. */
@Injectable()
export class Foresight {
  private readonly sources: MovesOf[] = [(documentId) => this.db.query<ForeseenMove>(SETTLED, [documentId])];

  constructor(
    private readonly db: Db,
    private readonly context: Context,
    private readonly lists: Lists,
    private readonly questions: HiddenQuestions,
  ) {}

  register(source: MovesOf): void {
    this.sources.push(source);
  }

  /** The answer of an act, with what it would do where it is only tried; no money for whom the document's amount is hidden. */
  async told<View extends { id: string }>(
    { definition, list }: AnyHandler,
    view: View,
  ): Promise<View & { foreseen?: ForeseenView }> {
    if (!this.context.dryRun) return view;
    const isWithheld = await this.questions.areAsked(definition);
    const approvers = isWithheld ? null : await this.db.query<RefView>(APPROVERS, [view.id]);
    const moves: ForeseenMove[] = [];
    for (const source of this.sources) moves.push(...(await source(view.id)));
    const seesMoney = this.lists.isOpen(list, 'amount');
    return { ...view, foreseen: { approvers, moves: moves.filter(({ kind }) => seesMoney || kind === 'stock') } };
  }
}
