import { Injectable } from '@nestjs/common';
import { ThrottlerStorage } from '@nestjs/throttler';
import { Inject } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Problem } from '@lesblik/shared/problems';

const WINDOW_MS = 5 * 60 * 1000;
/** A school's people share one address, so the limit for an address is wide and the one for an account is narrow. */
const PER_ACCOUNT = 20;
const PER_ADDRESS = 300;

const limited = /\/(sign-in|request-password-reset|forget-password|reset-password|change-password|two-factor)(\/|$)/;

/** Rate limits on everything that can be guessed: sign-in, reset, second factor, links. */
@Injectable()
export class AttemptsService {
  constructor(@Inject(ThrottlerStorage) private readonly storage: ThrottlerStorage) {}

  /** @throws Problem `too_many_requests` with `details.seconds` to wait */
  async assertRoom(path: string, ip: string, body: unknown): Promise<void> {
    if (!limited.test(path)) return;
    await this.count(`ip:${ip}`, PER_ADDRESS);
    const email = (body as { email?: unknown } | undefined)?.email;
    if (typeof email === 'string') await this.count(`account:${email.trim().toLowerCase()}`, PER_ACCOUNT);
  }

  /** For links with a token: setup and invitations. */
  async assertRoomForLink(ip: string): Promise<void> {
    await this.count(`ip:${ip}`, PER_ADDRESS);
  }

  private async count(key: string, limit: number): Promise<void> {
    const hashed = createHash('sha256').update(key).digest('hex');
    const record = await this.storage.increment(hashed, WINDOW_MS, limit, WINDOW_MS, 'attempts');
    if (record.isBlocked) throw new Problem('too_many_requests', { seconds: record.timeToBlockExpire });
  }
}
