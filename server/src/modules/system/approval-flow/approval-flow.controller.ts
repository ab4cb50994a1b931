import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { approvalFlow } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import {
  ApprovalFlowInput,
  ApprovalFlowPatch,
  ApprovalFlowView,
  LintView,
  SimulationInput,
  SimulationView,
} from './approval-flow.dto.js';
import { ApprovalFlowService } from './approval-flow.service.js';
import { FlowSimulation } from './flow-simulation.service.js';

@ApiTags('system')
@Controller(approvalFlow.path)
export class ApprovalFlowController {
  constructor(
    private readonly store: RecordStore,
    private readonly flows: ApprovalFlowService,
    private readonly simulation: FlowSimulation,
  ) {}

  @Get()
  @Can(approvalFlow, 'read')
  @ApiList(approvalFlow, ApprovalFlowView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.flows, query);
  }

  @Get('lint')
  @Can(approvalFlow, 'read')
  @ApiOperation({ operationId: 'approvalFlow.lint' })
  @ApiOkResponse({ type: LintView })
  lint(): Promise<LintView> {
    return this.simulation.lint();
  }

  @Post('simulate')
  @HttpCode(200)
  @Can(approvalFlow, 'read')
  @ApiOperation({ operationId: 'approvalFlow.simulate' })
  @ApiOkResponse({ type: SimulationView })
  simulate(@Body() input: SimulationInput): Promise<SimulationView> {
    return this.simulation.simulate(input);
  }

  @Get(':id')
  @Can(approvalFlow, 'read')
  @ApiGet(approvalFlow, ApprovalFlowView)
  get(@Param('id') id: string): Promise<ApprovalFlowView> {
    return this.store.get(this.flows, id);
  }

  @Post()
  @Can(approvalFlow, 'create')
  @ApiCreate(approvalFlow, ApprovalFlowView)
  create(@Body() input: ApprovalFlowInput): Promise<ApprovalFlowView> {
    return this.flows.create(input);
  }

  // The answer to a change of what is in force is the new draft, with an id of its own.
  @Patch(':id')
  @Can(approvalFlow, 'update')
  @ApiUpdate(approvalFlow, ApprovalFlowView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: ApprovalFlowPatch,
  ): Promise<ApprovalFlowView> {
    return this.flows.update(id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(approvalFlow, 'delete')
  @ApiRemove(approvalFlow)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.flows.remove(id, version);
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Can(approvalFlow, 'activate')
  @ApiUpdate(approvalFlow, ApprovalFlowView, 'activate')
  activate(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<ApprovalFlowView> {
    return this.flows.activate(id, version);
  }

  @Post(':id/retire')
  @HttpCode(200)
  @Can(approvalFlow, 'delete')
  @ApiUpdate(approvalFlow, ApprovalFlowView, 'retire')
  retire(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<ApprovalFlowView> {
    return this.flows.retire(id, version);
  }
}
