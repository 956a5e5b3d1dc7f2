import { Injectable } from '@nestjs/common';
import { limiter, take } from '../http/limiter.ts';
import { accountOf, KnownDevices } from './known-devices.ts';
import { networkOf } from './network-of.ts';

const WINDOW_S = 5 * 60;
/** A school's people share one address, so the limit for an address is wide and the one for an account is narrow. */
const PER_ACCOUNT = 20;
const PER_ADDRESS = 300;
/** Tried on one account from anywhere: by devices that it was never signed in on, and by those that it was. */
const PER_ACCOUNT_TOGETHER = 100;
/** Mails in an hour; the last ones work, so who cannot ask for more still has one. */
const RESET_MAILS = 5;
const HOUR_S = 60 * 60;

const guessable = /\/(sign-in|request-password-reset|reset-password|change-password|verify-password|two-factor)(\/|$)/;
const mails = /\/request-password-reset$/;

/** Where an attempt comes from. */
export interface Source {
  ip: string;
  cookies: string | undefined;
}

/**
 * Rate limits on everything that can be guessed: sign-in, reset, second factor, links. Attempts on an account count for
 * where they come from, so that nobody can lock somebody else out: a device on which its owner signed in before is
 * counted by itself, whatever strangers do.
 */
@Injectable()
export class AttemptsService {
  private readonly accounts = limiter(PER_ACCOUNT, WINDOW_S);
  private readonly wide = limiter(PER_ACCOUNT_TOGETHER, WINDOW_S);
  private readonly addresses = limiter(PER_ADDRESS, WINDOW_S);
  private readonly resets = limiter(RESET_MAILS, HOUR_S);

  constructor(private readonly devices: KnownDevices) {}

  /**
   * @param signedIn whose session asks: their password can be guessed by who holds it
   * @throws Problem `too_many_requests` with `details.seconds` to wait
   */
  async assertRoom(
    request: { method: string; path: string; body: unknown },
    source: Source,
    signedIn?: { email: string; sessionId: string },
  ): Promise<void> {
    if (request.method === 'GET') return;
    const email = (request.body as { email?: unknown } | undefined)?.email;
    const guesses = guessable.test(request.path);
    const known = guesses && typeof email === 'string' && this.devices.read(email, source.cookies) !== undefined;
    if (!known) await this.assertRoomForLink(source.ip);
    if (!guesses) return;
    if (typeof email === 'string') await this.assertRoomForAccount(email, source);
    else if (signedIn !== undefined) await take(this.accounts, `session ${signedIn.sessionId}`);
    if (typeof email === 'string' && mails.test(request.path)) await take(this.resets, accountOf(email));
  }

  /** Wherever a password of this account can be tried. */
  async assertRoomForAccount(email: string, { ip, cookies }: Source): Promise<void> {
    const account = accountOf(email);
    const device = this.devices.read(account, cookies);
    if (device !== undefined) {
      await take(this.accounts, `device ${account} ${device}`);
      // Each sign-in makes a device known: by all of them together no more than strangers.
      return take(this.wide, `devices ${account}`);
    }
    await take(this.accounts, `address ${account} ${networkOf(ip)}`);
    await take(this.wide, `strangers ${account}`);
  }

  /** For mails that one person has sent to whatever address they name. */
  async assertRoomForMail(personId: string): Promise<void> {
    await take(this.resets, `person ${personId}`);
  }

  /** For links with a token: setup and invitations. */
  async assertRoomForLink(ip: string): Promise<void> {
    await take(this.addresses, networkOf(ip));
  }
}
