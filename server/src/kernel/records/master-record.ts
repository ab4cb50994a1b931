import { BooleanColumn, Id, InstantColumn, IntColumn } from '../db/columns.js';

/** Columns of every master-data record. `version` counts changes and is the ETag. */
export abstract class MasterRecord {
  @Id() id!: string;
  @IntColumn() version!: number;
  @BooleanColumn() archived!: boolean;
  @InstantColumn() createdAt!: Date;
  @InstantColumn() updatedAt!: Date;
}
