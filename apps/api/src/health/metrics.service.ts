import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import { Problem } from '@lesblik/shared/problems';
import type { Request } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { CONFIG } from '../base/tokens.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Figures for Prometheus: of the process, never of people. */
@Injectable()
export class MetricsService {
  private readonly registry = new Registry();

  constructor(@Inject(CONFIG) private readonly config: Config) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** From this machine, not passed on by a proxy; or with the token. @throws Problem `not_found` */
  assertMayRead(request: Request): void {
    const direct = request.headers['x-forwarded-for'] === undefined;
    if (direct && LOOPBACK.has(request.socket.remoteAddress ?? '')) return;
    const { metricsToken } = this.config.http;
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${metricsToken ?? ''}`);
    if (metricsToken !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted)) return;
    throw new Problem('not_found');
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
