import { Body, Controller, Get, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, SignedIn } from '../../../kernel/auth/access.js';
import { callerOf, setRefreshCookie } from '../../../kernel/auth/cookies.js';
import { Accounts, OrgChart } from '../../../kernel/auth/ports.js';
import { SignIn } from '../../../kernel/auth/sign-in.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { OwnTransactions } from '../../../kernel/http/writes.js';
import { MePatch, MeView, SetupInput, SetupView, StateView } from './setup.dto.js';
import { SetupService } from './setup.service.js';

/** The first steps: whether the company exists, making it, and who one is. */
@ApiTags('auth')
@Controller('auth')
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly accounts: Accounts,
    private readonly org: OrgChart,
    private readonly signIn: SignIn,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  @Get('state')
  @Public()
  @ApiOperation({ operationId: 'auth.state' })
  @ApiOkResponse({ type: StateView })
  async state(): Promise<StateView> {
    const company = await this.db.one<Omit<StateView, 'setupNeeded'>>(
      'SELECT name AS "companyName", language, demo FROM company ORDER BY id LIMIT 1',
    );
    return {
      companyName: null,
      language: this.context.language,
      demo: false,
      ...company,
      setupNeeded: await this.setup.isNeeded(),
    };
  }

  @Post('setup')
  @HttpCode(201)
  @Public()
  @OwnTransactions()
  @ApiOperation({ operationId: 'auth.setup' })
  @ApiCreatedResponse({ type: SetupView })
  async make(
    @Body() input: SetupInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SetupView> {
    const { administratorId, secondLink } = await this.setup.run(input);
    const account = (await this.accounts.find(administratorId))!;
    return {
      ...setRefreshCookie(reply, request, await this.signIn.open(account, callerOf(request), 'setup')),
      secondLink,
    };
  }

  @Get('me')
  @SignedIn()
  @ApiOperation({ operationId: 'auth.me' })
  @ApiOkResponse({ type: MeView })
  async me(): Promise<MeView> {
    const { principal } = this.context;
    const facts = await this.db.one<Pick<MeView, 'department' | 'company' | 'language' | 'companyCount'>>(
      `SELECT u.language, (SELECT count(*)::int FROM company) AS "companyCount", CASE WHEN d.id IS NULL THEN NULL ELSE jsonb_build_object('id', d.id, 'name', d.name) END AS department,
         jsonb_build_object('id', c.id, 'name', c.name, 'baseCurrency', c.base_currency, 'minorUnit', k.minor_unit, 'timeZone', c.time_zone,
           'language', c.language, 'demo', c.demo) AS company
       FROM "user" u JOIN company c ON c.id = u.company_id JOIN currency k ON k.code = c.base_currency LEFT JOIN department d ON d.id = u.department_id
       WHERE u.id = $1`,
      [principal.userId],
    );
    const { userId: id, name, login, fieldRules } = principal;
    return {
      id,
      name,
      login,
      ...facts!,
      permissions: [...principal.permissions],
      fieldRules,
      releaseBlocked: !(await this.org.hasSecondPerson()),
    };
  }

  @Patch('me')
  @SignedIn()
  @ApiOperation({ operationId: 'auth.updateMe' })
  @ApiOkResponse({ type: MeView })
  async update(@Body() input: MePatch): Promise<MeView> {
    await this.accounts.setLanguage(this.context.principal.userId, input.language);
    return this.me();
  }
}
