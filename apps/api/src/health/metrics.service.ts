import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import { Problem } from '@lesblik/shared/problems';
import type { Request } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { CONFIG } from '../base/tokens.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** Not passed on, and not from a page that lets a name of its own lead here. */
function isDirect({ headers }: Request): boolean {
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  const address = `http://${headers.host ?? ''}`;
  return URL.canParse(address) && isThisMachine(new URL(address).hostname);
}

/** Figures for Prometheus: of the process, never of people. */
@Injectable()
export class MetricsService {
  private readonly registry = new Registry();
  readonly #withoutProxy: boolean;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    const { publicUrl, trustedProxies } = config.http;
    this.#withoutProxy = trustedProxies.length === 0 && isThisMachine(new URL(publicUrl).hostname);
    collectDefaultMetrics({ register: this.registry });
  }

  /**
   * With the token; or from this machine, where no proxy stands before it: one on loopback makes the whole world's calls
   * look like this machine's. @throws Problem `not_found`
   */
  assertMayRead(request: Request): void {
    if (this.#withoutProxy && LOOPBACK.has(request.socket.remoteAddress ?? '') && isDirect(request)) return;
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
