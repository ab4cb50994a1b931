import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { role } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { RouteAudit } from '../../../kernel/auth/route-audit.js';
import { Shown } from '../../../kernel/http/fields.js';

export class PermissionView {
  @Shown({ type: String, example: 'customers.customer.read' }) code!: string;
  @Shown({ type: String }) module!: string;
  @Shown({ type: String }) resource!: string;
  @Shown({ type: String }) action!: string;
}
export class PermissionsView {
  @Shown({ type: () => [PermissionView] }) items!: PermissionView[];
}

/** Everything that a role can allow, read off the routes themselves. */
@ApiTags('system')
@Controller('system/permissions')
export class PermissionController {
  constructor(private readonly routes: RouteAudit) {}

  @Get()
  @Can(role, 'read')
  @ApiOperation({ operationId: 'permission.list' })
  @ApiOkResponse({ type: PermissionsView })
  list(): PermissionsView {
    const items = this.routes.permissions().map((code) => {
      const [module, resource, action] = code.split('.') as [string, string, string];
      return { code, module, resource, action };
    });
    return { items };
  }
}
