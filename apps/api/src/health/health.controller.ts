import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { HealthCheckService } from '@nestjs/terminus';
import type { Request, Response } from 'express';
import { ChecksService } from './checks.service.ts';
import { MetricsService } from './metrics.service.ts';

/** For whoever runs the machine: no session, no people's data. */
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly checks: ChecksService,
    private readonly metrics: MetricsService,
  ) {}

  @Get('health')
  alive() {
    return { status: 'ok' };
  }

  /** 200 when every part answers, 503 with the parts named when one does not. */
  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    const result = await this.health
      .check(this.checks.all())
      .catch((error: { getResponse?: () => unknown }) => error.getResponse?.() ?? { status: 'error' });
    const ok = (result as { status?: string }).status === 'ok';
    response.status(ok ? 200 : 503).json(result);
  }

  @Get('metrics')
  @Header('Cache-Control', 'no-store')
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.metrics.assertMayRead(request);
    response.type('text/plain; version=0.0.4').send(await this.metrics.text());
  }
}
