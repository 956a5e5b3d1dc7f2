import { Injectable } from '@nestjs/common';
import { HealthCheckService } from '@nestjs/terminus';
import { limiter, take } from '../http/limiter.ts';
import { ChecksService } from './checks.service.ts';

/** Whoever asks more often is told what was found then: each look asks every part of the product. */
const KEPT_MS = 1_000;
/** From one address; a start asks ten times a second. */
const MOST_A_SECOND = 100;

export interface Readiness {
  ok: boolean;
  result: unknown;
}

@Injectable()
export class ReadinessService {
  #kept: { at: number; look: Promise<Readiness> } | undefined;
  readonly #limit = limiter(MOST_A_SECOND, 1);

  constructor(
    private readonly health: HealthCheckService,
    private readonly checks: ChecksService,
  ) {}

  /** @throws Problem too_many_requests */
  async assertRoom(ip: string): Promise<void> {
    await take(this.#limit, ip);
  }

  look(): Promise<Readiness> {
    const now = performance.now();
    if (this.#kept === undefined || now - this.#kept.at > KEPT_MS) this.#kept = { at: now, look: this.#look() };
    return this.#kept.look;
  }

  async #look(): Promise<Readiness> {
    const result: unknown = await this.health
      .check(this.checks.all())
      .catch((error: { getResponse?: () => unknown }) => error.getResponse?.() ?? { status: 'error' });
    return { ok: (result as { status?: string }).status === 'ok', result };
  }
}
