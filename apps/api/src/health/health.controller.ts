import { Controller, Get, Header, Ip, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { MetricsService } from './metrics.service.ts';
import { ReadinessService } from './readiness.service.ts';

/** For whoever runs the machine: no session, no people's data. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly metrics: MetricsService,
  ) {}

  @Get('health')
  alive() {
    return { status: 'ok' };
  }

  /** 200 when every part answers, 503 with the parts named when one does not. */
  @Get('ready')
  async ready(@Ip() ip: string, @Res() response: Response): Promise<void> {
    await this.readiness.assertRoom(ip);
    const { ok, result } = await this.readiness.look();
    response.status(ok ? 200 : 503).json(result);
  }

  @Get('metrics')
  @Header('Cache-Control', 'no-store')
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.metrics.assertMayRead(request);
    response.type('text/plain; version=0.0.4').send(await this.metrics.text());
  }
}
