import { entities } from '../../src/entities.js';
import { createDataSource } from '../../src/kernel/db/data-source.js';
import { tableOf, type TableInfo } from '../../src/kernel/db/rows.js';
import { parseListQuery } from '../../src/kernel/lists/list-query.js';
import { fieldsOf } from '../../src/kernel/lists/list-fields.js';
import { oneSql, pageSql, type Statement } from '../../src/kernel/lists/list-sql.js';
import { Customer } from '../../src/modules/customers/customer/customer.entity.js';
import { customerList } from '../../src/modules/customers/customer/customer.service.js';
import type { Member } from './company.js';

export type { Statement };

/** The statements that the product sends about customers, word for word. */
export class CustomerStatements {
  private readonly fields;

  private constructor(private readonly table: TableInfo) {
    this.fields = fieldsOf(customerList, table);
  }

  static async from(databaseUrl: string): Promise<CustomerStatements> {
    const dataSource = await createDataSource(databaseUrl, { entities, migrations: [] }).initialize();
    const table = tableOf(dataSource.getMetadata(Customer));
    await dataSource.destroy();
    return new CustomerStatements(table);
  }

  /** A page as `GET /customers` reads it. */
  page({ owners }: Pick<Member, 'owners'>, parameters: Record<string, string>): Statement {
    const query = parseListQuery({ limit: '20', ...parameters }, this.fields, `-${customerList.sorts[0]}`);
    const shown = [...this.fields.values()].filter((field) => field.shown && !field.detail);
    return pageSql(customerList, this.table, shown, query, owners ?? 'all');
  }

  one({ owners }: Pick<Member, 'owners'>, id: string): Statement {
    const shown = [...this.fields.values()].filter((field) => field.shown);
    return oneSql(customerList, this.table, shown, id, owners ?? 'all');
  }
}
