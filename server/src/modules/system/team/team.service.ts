import { Injectable } from '@nestjs/common';
import { team } from '@guanxi/shared/system';
import { OrgChart } from '../../../kernel/auth/ports.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import { UserService } from '../user/user.service.js';
import type { TeamInput } from './team.dto.js';
import { Team } from './team.entity.js';

const MEMBERS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) ORDER BY m.sort_key, m.id), '[]')
  FROM "user" m WHERE m.id = ANY (t.member_ids))`;

@Injectable()
export class TeamService implements RecordHandler<TeamInput, Team> {
  readonly definition = team;
  readonly entity = Team;
  readonly list = defineList({
    definition: team,
    entity: Team,
    refs: { leader: { table: 'user' } },
    manyRefs: { member: { table: 'user' } },
    computed: { members: { sql: MEMBERS } },
    filters: ['name', 'leaderId', 'archived'],
    sorts: ['createdAt'],
    search: 't.name ILIKE $q',
  });

  constructor(
    private readonly store: RecordStore,
    private readonly users: UserService,
    private readonly org: OrgChart,
  ) {}

  async build(input: Partial<TeamInput>, record: Team, isNew: boolean): Promise<void> {
    if (isNew) Object.assign(record, { leaderId: null, memberIds: [] });
    const { name, leaderId, memberIds } = input;
    if (leaderId && leaderId !== record.leaderId) await this.store.choose(this.users, leaderId, 'leaderId');
    if (name !== undefined) record.name = name;
    if (leaderId !== undefined) record.leaderId = leaderId;
    if (memberIds !== undefined) record.memberIds = await this.members(memberIds ?? [], record.memberIds);
  }

  /** Who joins must be active; members who have left the company meanwhile may stay. */
  private async members(userIds: readonly string[], held: readonly string[]): Promise<string[]> {
    const ids = [...new Set(userIds)];
    const joining = ids.filter((id) => !held.includes(id));
    const active = await this.org.active(joining);
    if (active.length !== joining.length) throw new DomainError('record.unknown', { field: 'memberIds' });
    return ids;
  }
}
