import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { DomainError } from '../errors/domain-error.js';
import { Secret, Text } from '../http/fields.js';
import { OwnTransactions } from '../http/writes.js';
import { Public, SignedIn } from './access.js';
import { Links } from './links.js';
import { assertPassword, hashPassword } from './passwords.js';
import { Accounts } from './ports.js';
import { callerOf, clearRefreshCookie, refreshCookie, setRefreshCookie, type AccessView } from './cookies.js';
import { REFRESH_DAYS, Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

export class SignInInput {
  @Text(100) login!: string;
  @Secret() password!: string;
}
export class LinkInput {
  @Secret() password!: string;
}
export class PasswordInput {
  @Secret() current!: string;
  @Secret() next!: string;
}
export class TokenView {
  @ApiProperty() accessToken!: string;
  @ApiProperty({ type: 'integer', description: 'Seconds' }) expiresIn!: number;
}
export class LinkView {
  @ApiProperty() name!: string;
  @ApiProperty() login!: string;
}
class SessionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() current!: boolean;
  @ApiProperty() userAgent!: string;
  @ApiProperty() ip!: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time' }) lastUsedAt!: string;
}
export class SessionsView {
  @ApiProperty({ type: () => [SessionView] }) items!: SessionView[];
}

/** Signing in and out, sessions, passwords. */
@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly links: Links,
    private readonly accounts: Accounts,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Public()
  @OwnTransactions()
  @ApiOperation({ operationId: 'auth.signIn' })
  @ApiOkResponse({ type: TokenView })
  async withPassword(
    @Body() input: SignInInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessView> {
    return setRefreshCookie(
      reply,
      request,
      await this.signIn.withPassword(input.login, input.password, callerOf(request)),
    );
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @OwnTransactions()
  @ApiOperation({ operationId: 'auth.refresh' })
  @ApiOkResponse({ type: TokenView })
  @ApiNoContentResponse({ description: 'No cookie: there is no session to go on with' })
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessView | undefined> {
    const token = refreshCookie(request);
    // Whoever comes for the first time has done nothing wrong, and browsers report every answer of 400 and above.
    if (!token) {
      void reply.status(204);
      return undefined;
    }
    return setRefreshCookie(reply, request, await this.sessions.refresh(token));
  }

  @Post('sign-out')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ operationId: 'auth.signOut' })
  @ApiNoContentResponse()
  async signOut(@Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { userId, sessionId } = this.context.principal;
    clearRefreshCookie(reply);
    if (sessionId) await this.sessions.end(userId, { id: sessionId });
  }

  @Get('links/:token')
  @Public()
  @ApiOperation({ operationId: 'auth.link' })
  @ApiOkResponse({ type: LinkView })
  async link(@Param('token') token: string): Promise<LinkView> {
    const account = await this.accounts.find((await this.links.peek('password', token)) ?? '');
    if (!account) throw new DomainError('auth.link');
    return { name: account.name, login: account.login };
  }

  @Post('links/:token')
  @HttpCode(200)
  @Public()
  @OwnTransactions()
  @ApiOperation({ operationId: 'auth.useLink' })
  @ApiOkResponse({ type: TokenView })
  async useLink(
    @Param('token') token: string,
    @Body() input: LinkInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessView> {
    const account = await this.accounts.find((await this.links.peek('password', token)) ?? '');
    if (!account?.active) throw new DomainError('auth.link');
    assertPassword(input.password, account.login, '/password');
    const passwordHash = await hashPassword(input.password);
    await this.links.use('password', token);
    await this.accounts.setPassword(account.userId, passwordHash);
    await this.sessions.end(account.userId, {});
    await this.signIn.unlock(account.login);
    return setRefreshCookie(reply, request, await this.signIn.open(account, callerOf(request), 'link'));
  }

  @Post('password')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ operationId: 'auth.changePassword' })
  @ApiNoContentResponse()
  async changePassword(@Body() input: PasswordInput, @Req() request: FastifyRequest): Promise<void> {
    const { userId, sessionId } = this.context.principal;
    const account = (await this.accounts.find(userId))!;
    await this.signIn.prove(account, input.current, callerOf(request));
    assertPassword(input.next, account.login, '/next');
    await this.accounts.setPassword(userId, await hashPassword(input.next));
    await this.sessions.end(userId, { except: sessionId });
  }

  @Get('sessions')
  @SignedIn()
  @ApiOperation({ operationId: 'auth.sessions' })
  @ApiOkResponse({ type: SessionsView })
  async mine(): Promise<SessionsView> {
    const { userId, sessionId } = this.context.principal;
    const items = await this.db.query<SessionView>(
      `SELECT id, id = $2 AS current, user_agent AS "userAgent", ip, created_at AS "createdAt", last_used_at AS "lastUsedAt"
       FROM session WHERE user_id = $1 AND ended_at IS NULL AND last_used_at > now() - interval '${REFRESH_DAYS} days' ORDER BY last_used_at DESC LIMIT 100`,
      [userId, sessionId],
    );
    return { items };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ operationId: 'auth.endSession' })
  @ApiNoContentResponse()
  async end(@Param('id') id: string): Promise<void> {
    const ended = await this.sessions.end(this.context.principal.userId, { id });
    if (ended === 0) throw new DomainError('record.not-found');
  }
}
