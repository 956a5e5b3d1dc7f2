import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const KEPT_S = 180 * 24 * 60 * 60;

/** An address of the mail as one account, however it was typed. */
export const accountOf = (email: string): string => email.trim().toLowerCase();

/**
 * Devices on which somebody signed in before, by a signed cookie a device and an account: whoever tries the passwords of
 * others has none, so it tells the owner of an account from them. It opens nothing.
 */
export class KnownDevices {
  readonly #key: Buffer;
  readonly #secure: boolean;

  constructor(secret: string, publicUrl: string) {
    this.#key = createHmac('sha256', secret).update('known devices').digest();
    this.#secure = publicUrl.startsWith('https:');
  }

  /** The `Set-Cookie` for a device on which the owner of this account has just signed in. */
  cookieFor(email: string): string {
    const account = accountOf(email);
    const device = randomBytes(12).toString('base64url');
    const value = `${device}.${this.#seal('device', account, device)}`;
    const secure = this.#secure ? '; Secure' : '';
    return `${this.#name(account)}=${value}; Path=/api; Max-Age=${KEPT_S}; HttpOnly; SameSite=Lax${secure}`;
  }

  /** Which device asks, if the owner of this account has signed in on it. */
  read(email: string, cookies: string | undefined): string | undefined {
    const account = accountOf(email);
    const name = this.#name(account).replaceAll('.', String.raw`\.`);
    const found = new RegExp(String.raw`(?:^|;\s*)${name}=([\w-]+)\.([\w-]+)`).exec(cookies ?? '');
    const [, device = '', seal = ''] = found ?? [];
    const [given, wanted] = [Buffer.from(seal), Buffer.from(this.#seal('device', account, device))];
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? device : undefined;
  }

  /** One of its own an account: teachers share the machine in a classroom. */
  #name(account: string): string {
    return `${this.#secure ? '__Secure-' : ''}lesblik.device.${this.#seal('name', account).slice(0, 12)}`;
  }

  #seal(...parts: string[]): string {
    return createHmac('sha256', this.#key).update(parts.join('\n')).digest('base64url');
  }
}
