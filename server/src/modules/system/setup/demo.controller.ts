import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../../../kernel/auth/access.js';
import { TokenView } from '../../../kernel/auth/auth.controller.js';
import { callerOf, setRefreshCookie, type AccessView } from '../../../kernel/auth/cookies.js';
import { SignIn } from '../../../kernel/auth/sign-in.js';
import { OwnTransactions } from '../../../kernel/http/writes.js';
import { DemoSignInInput, DemoUsersView } from './demo.dto.js';
import { DemoUsers } from './demo-users.service.js';

/** Seeing a demo company as somebody else does. */
@ApiTags('auth')
@Controller('auth')
export class DemoController {
  constructor(
    private readonly users: DemoUsers,
    private readonly signIn: SignIn,
  ) {}

  @Get('demo-users')
  @SignedIn()
  @ApiOperation({ operationId: 'auth.demoUsers' })
  @ApiOkResponse({ type: DemoUsersView })
  async page(): Promise<DemoUsersView> {
    return { items: await this.users.all() };
  }

  @Post('demo-sign-in')
  @HttpCode(200)
  @SignedIn()
  @OwnTransactions()
  @ApiOperation({ operationId: 'auth.demoSignIn' })
  @ApiOkResponse({ type: TokenView })
  async become(
    @Body() { userId }: DemoSignInInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessView> {
    const tokens = await this.signIn.open(await this.users.account(userId), callerOf(request), 'demo');
    return setRefreshCookie(reply, request, tokens);
  }
}
