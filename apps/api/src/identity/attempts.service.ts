import { Injectable } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_S = 5 * 60;
/** A school's people share one address, so the limit for an address is wide and the one for an account is narrow. */
const PER_ACCOUNT = 20;
const PER_ADDRESS = 300;

const guessable = /\/(sign-in|request-password-reset|reset-password|change-password|verify-password|two-factor)(\/|$)/;

/** Rate limits on everything that can be guessed: sign-in, reset, second factor, links. */
@Injectable()
export class AttemptsService {
  private readonly accounts = new RateLimiterMemory({ points: PER_ACCOUNT, duration: WINDOW_S });
  private readonly addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_S });

  /** @throws Problem `too_many_requests` with `details.seconds` to wait */
  async assertRoom(method: string, path: string, ip: string, body: unknown): Promise<void> {
    if (method === 'GET') return;
    await take(this.addresses, ip);
    if (!guessable.test(path)) return;
    const email = (body as { email?: unknown } | undefined)?.email;
    if (typeof email === 'string') await this.assertRoomForAccount(email);
  }

  /** Wherever a password of this account can be tried. */
  async assertRoomForAccount(email: string): Promise<void> {
    await take(this.accounts, email.trim().toLowerCase());
  }

  /** For links with a token: setup and invitations. */
  async assertRoomForLink(ip: string): Promise<void> {
    await take(this.addresses, ip);
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Problem('too_many_requests', { seconds: Math.ceil(refused.msBeforeNext / 1000) });
  }
}
