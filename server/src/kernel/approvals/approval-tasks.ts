import { Injectable } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { ApprovalTask, type Approval } from './approval.entity.js';

export type OpenTask = Omit<ApprovalTask, 'openedAt' | 'decidedAt'>;

/** Whether a task is still to be decided, now or in its turn. */
export const isPending = (task: Pick<ApprovalTask, 'state'>): boolean =>
  task.state === 'open' || task.state === 'waiting';

/** What is asked of whom: tasks that wait, have their turn, and end. */
@Injectable()
export class ApprovalTasks {
  constructor(
    private readonly rows: Rows,
    private readonly db: Db,
  ) {}

  /** Adds tasks in place of others; those that are open have their turn from this instant of the database on. */
  async ask(tasks: readonly OpenTask[]): Promise<void> {
    await this.rows.insert(
      ApprovalTask,
      tasks.map((task): ApprovalTask => ({ ...task, state: 'waiting', openedAt: null, decidedAt: null })),
    );
    await this.activate(tasks.filter((task) => task.state === 'open').map((task) => task.id));
  }

  /** Ends tasks. */
  async close(ids: readonly string[], state: ApprovalTask['state']): Promise<void> {
    if (ids.length > 0)
      await this.db.send('UPDATE approval_task SET state = $2, decided_at = now() WHERE id = ANY($1)', [ids, state]);
  }

  /** Gives tasks that wait their turn. */
  async activate(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.db.send(`UPDATE approval_task SET state = 'open', opened_at = now() WHERE id = ANY($1)`, [ids]);
  }

  /** Ends a run. */
  async finish(id: string, status: Approval['status']): Promise<void> {
    await this.db.send('UPDATE approval SET status = $2, completed_at = now() WHERE id = $1', [id, status]);
  }
}
