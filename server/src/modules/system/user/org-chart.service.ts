import { Injectable } from '@nestjs/common';
import { OrgChart } from '../../../kernel/auth/ports.js';
import { Db } from '../../../kernel/db/db.js';
import { Remembered } from '../../../kernel/db/remembered.js';

/** The organisation as approvals and scopes see it: superiors, heads, role holders, final pool. */
@Injectable()
export class OrgChartService extends OrgChart {
  constructor(
    private readonly db: Db,
    private readonly remembered: Remembered,
  ) {
    super();
  }

  superior(userId: string, level: number): Promise<string | undefined> {
    return this.known(
      `superior ${userId} ${level}`,
      `WITH RECURSIVE line AS (
         SELECT superior_id AS id, 1 AS level FROM "user" WHERE id = $1
         UNION ALL SELECT u.superior_id, line.level + 1 FROM line JOIN "user" u ON u.id = line.id WHERE line.level < $2)
       SELECT line.id FROM line JOIN "user" u ON u.id = line.id WHERE line.level = $2`,
      [userId, level],
    );
  }

  headOf(departmentId: string | null, level: number): Promise<string | undefined> {
    return this.known(
      `head ${departmentId} ${level}`,
      `WITH RECURSIVE line AS (
         SELECT id, parent_id, head_id, 0 AS level FROM department WHERE id = $1
         UNION ALL SELECT d.id, d.parent_id, d.head_id, line.level + 1 FROM line JOIN department d ON d.id = line.parent_id WHERE line.level < $2)
       SELECT head_id AS id FROM line WHERE level = $2`,
      [departmentId, level],
    );
  }

  releaserOf(userId: string): Promise<string | undefined> {
    return this.known(
      `releaser ${userId}`,
      `SELECT d.releaser_id AS id FROM "user" u JOIN department d ON d.id = u.department_id WHERE u.id = $1`,
      [userId],
    );
  }

  holdersOf(roleId: string): Promise<string[]> {
    return this.remembered.get(`holders ${roleId}`, () =>
      this.idsOf(`SELECT id FROM "user" WHERE active AND role_ids @> ARRAY[$1]::uuid[] ORDER BY sort_key`, [roleId]),
    );
  }

  finalPool(companyId: string): Promise<string[]> {
    return this.remembered.get(`final pool ${companyId}`, () =>
      this.idsOf('SELECT unnest(final_pool_ids) AS id FROM company WHERE id = $1', [companyId]),
    );
  }

  // The lock keeps who is asked from leaving before the asking is committed, and waits for who is leaving now.
  active(userIds: readonly string[]): Promise<{ id: string; name: string }[]> {
    return this.db.query(
      `SELECT id, name FROM "user" WHERE id = ANY($1) AND active AND NOT archived ORDER BY array_position($1, id) FOR KEY SHARE`,
      [userIds],
    );
  }

  async hasSecondPerson(): Promise<boolean> {
    return (await this.db.query('SELECT 1 FROM "user" WHERE active AND NOT archived LIMIT 2')).length === 2;
  }

  /** What users, departments and companies say is remembered; whether somebody may still be asked never is. */
  private known(key: string, text: string, values: readonly unknown[]): Promise<string | undefined> {
    return this.remembered.get(key, async () => (await this.idsOf(text, values))[0]);
  }

  private async idsOf(text: string, values: readonly unknown[]): Promise<string[]> {
    const rows = await this.db.query<{ id: string | null }>(text, values);
    return rows.flatMap(({ id }) => id ?? []);
  }
}
