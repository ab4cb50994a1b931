import { Injectable } from '@nestjs/common';
import type { DocumentDefinition } from '@guanxi/shared/documents';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { Lists } from '../lists/lists.js';

/** Flows in force that ask about one of some fields. */
const ASKING = `
SELECT 1 FROM approval_flow f WHERE f.document_type = ANY($1) AND f.state = 'active' AND NOT f.archived
  AND EXISTS (SELECT 1 FROM jsonb_array_elements(f.conditions) c WHERE c->>'field' = ANY($2)) LIMIT 1`;

/** What flows ask about that is hidden from the one who acts: who decides would tell it to whoever tries often enough. */
@Injectable()
export class HiddenQuestions {
  constructor(
    private readonly db: Db,
    private readonly context: Context,
    private readonly lists: Lists,
  ) {}

  /** Whether a flow in force asks about a field of such documents that is hidden, or masked, for the one who acts. */
  async areAsked(definition: DocumentDefinition): Promise<boolean> {
    const { type, executes } = definition;
    const ruled = Object.keys(this.context.principal.fieldRules[type] ?? {});
    const hidden = ruled.filter((field) => !this.lists.isOpen({ definition }, field));
    return hidden.length > 0 && (await this.db.one(ASKING, [[type, executes], hidden])) !== undefined;
  }
}
