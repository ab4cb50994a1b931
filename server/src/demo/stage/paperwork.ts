import { Injectable } from '@nestjs/common';
import type { DocumentAct } from '@guanxi/shared/documents';
import { permissionOf } from '@guanxi/shared/kernel';
import { Db } from '../../kernel/db/db.js';
import { Rows } from '../../kernel/db/rows.js';
import { DocumentStore } from '../../kernel/documents/document-store.js';
import { Lifecycle } from '../../kernel/documents/lifecycle.js';
import { DocumentRegistry } from '../../kernel/documents/registry.js';
import { Stage } from './stage.js';

/** A document as its store answers it. */
export interface Paper {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly amount: string | null;
}

/** A line of a quotation or an order; those of orders say what is still open. */
export interface TradeLine {
  readonly id: string;
  readonly product: { readonly id: string };
  readonly unit: string;
  readonly quantity: string;
  readonly baseQuantity: string;
  readonly price: string;
  readonly discountRate: string;
  readonly taxRate: string;
  readonly quotationLineId: string | null;
  readonly cancelled: string;
  readonly delivered: string;
  readonly reserved: string;
}

/** A quotation or an order. */
export interface TradePaper extends Paper {
  readonly lines: readonly TradeLine[];
}

/** A document by its type and id. */
export type Named = Pick<Paper, 'type' | 'id'>;
/** How far a document gets. */
export type UpTo = 'draft' | 'pending' | 'effective';

/** Writes, submits and decides documents as people do it. */
@Injectable()
export class Paperwork {
  constructor(
    private readonly stage: Stage,
    private readonly store: DocumentStore,
    private readonly lifecycle: Lifecycle,
    private readonly registry: DocumentRegistry,
    private readonly rows: Rows,
    private readonly db: Db,
  ) {}

  create<P extends Paper = Paper>(type: string, by: string, input: object): Promise<P> {
    return this.may(type, 'create', by, () => this.store.create<P>(this.registry.get(type), input));
  }

  change<P extends Paper = Paper>({ type, id }: Named, by: string, input: object): Promise<P> {
    return this.may(type, 'update', by, () => this.store.update<P>(this.registry.get(type), id, 'any', input));
  }

  /** The document as it is now. */
  read<P extends Paper = Paper>({ type, id }: Named, by: string): Promise<P> {
    return this.may(type, 'read', by, () => this.store.get<P>(this.registry.get(type), id));
  }

  /** Takes a draft as far as asked: left lying, submitted, or decided by those whose turn it is. */
  async send(paper: Named, by: string, upTo: UpTo = 'effective', comment: string | null = null): Promise<void> {
    if (upTo === 'draft') return;
    await this.perform(paper, by, 'submit');
    if (upTo === 'effective') await this.approve(paper, comment);
  }

  /** Approves as everybody whose turn it is, until nobody is left. */
  async approve(paper: Named, comment: string | null = null): Promise<void> {
    for (let status = 'pending'; status === 'pending';) {
      ({ status } = await this.stage.as(await this.decider(paper.id), () => this.act(paper, 'approve', { comment })));
    }
  }

  async reject(paper: Named, reason: string): Promise<void> {
    const who = await this.decider(paper.id);
    await this.stage.as(who, () => this.act(paper, 'reject', { reason }));
  }

  async perform(paper: Named, by: string, act: 'submit' | 'void' | 'close', reason?: string): Promise<void> {
    await this.may(paper.type, act, by, () => this.act(paper, act, reason === undefined ? {} : { reason }));
  }

  /** On the day of the document, so that its number is of that day. */
  private async act({ type, id }: Named, act: DocumentAct, input: object): Promise<Paper> {
    const handler = this.registry.get(type);
    const dated = await this.rows.find(handler.entity, id);
    return this.stage.on(dated!.date, () => this.lifecycle.perform<Paper>(handler, id, 'any', act, input));
  }

  private may<T>(type: string, action: string, by: string, work: () => Promise<T>): Promise<T> {
    return this.stage.asHolder(by, permissionOf(this.registry.get(type).definition, action), work);
  }

  private async decider(documentId: string): Promise<string> {
    const task = await this.db.one<{ id: string }>(
      `SELECT assignee_id AS id FROM approval_task WHERE document_id = $1 AND state = 'open' ORDER BY step_no, seq LIMIT 1`,
      [documentId],
    );
    return task!.id;
  }
}
