import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { permissionOf } from '@guanxi/shared/kernel';
import { Context } from '../context/context.js';
import { may } from '../context/principal.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { RefView } from '../http/fields.js';
import { Lists } from '../lists/lists.js';
import { HiddenQuestions } from './hidden-questions.js';
import { DocumentRegistry } from './registry.js';

export class HeldView {
  @ApiProperty({ type: () => [RefView], description: 'Who has to decide' }) by!: RefView[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) since!: string | null;
}
export class ChainNode {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() type!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty() status!: string;
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ type: String, nullable: true }) amount!: string | null;
  @ApiProperty({ type: String, nullable: true }) currency!: string | null;
  @ApiProperty({ description: 'Whether it is the document that was asked for' }) current!: boolean;
  @ApiProperty({
    type: () => HeldView,
    nullable: true,
    description: 'Who holds it, while it waits for a decision; null where that depends on what is hidden from you',
  })
  held!: HeldView | null;
}
/** Types of documents by their ids. */
export type Found = Map<string, string>;

const HELD = `(SELECT jsonb_build_object('by', jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) ORDER BY u.name), 'since', min(k.opened_at))
  FROM approval_task k JOIN "user" u ON u.id = k.assignee_id WHERE k.document_id = t.id AND k.state = 'open' HAVING count(*) > 0)`;

/** The documents of a chain. */
@Injectable()
export class ChainNodes {
  constructor(
    private readonly registry: DocumentRegistry,
    private readonly lists: Lists,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly context: Context,
    private readonly questions: HiddenQuestions,
  ) {}

  /** Those of one type that the reader may see; `current` is the one that was asked for, which may be read. */
  async of(type: string, found: Found, current: string): Promise<ChainNode[]> {
    const { definition, entity, list } = this.registry.get(type);
    const scope = this.lists.scopeOf(list);
    const readable = may(this.context.principal, permissionOf(definition, 'read'));
    const ids = [...found].filter(([id, ofType]) => ofType === type && (readable || id === current)).map(([id]) => id);
    const amount = this.lists.isOpen(list, 'amount') ? 't.amount' : 'NULL';
    const held = (await this.questions.areAsked(definition)) ? 'NULL::jsonb' : HELD;
    return this.db.query<ChainNode>(
      `SELECT t.id, $3 AS type, t.number, t.title, t.status, t.date, ${amount} AS amount, t.currency, t.id = $2 AS current, ${held} AS held
       FROM "${this.rows.table(entity).name}" t WHERE t.id = ANY($1) AND ($4::uuid[] IS NULL OR t.owner_id = ANY($4) OR t.id = $2) ORDER BY t.created_at, t.id`,
      [ids, current, type, scope === 'all' ? null : scope],
    );
  }
}
