import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD } from '../demo/content.ts';
import { writeWhole } from './write-whole.ts';

/** Without letters and digits that look alike: it is typed on a phone. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** For whom the demo is open to a network: 12 of 31 signs are 59 bits. */
export const freshPassword = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  );

/** Which password the demo's people have now, kept beside its data; the known one unless it was replaced. */
export class DemoPassword {
  readonly #file: string;

  constructor(data: string) {
    this.#file = join(data, 'demo-password');
  }

  get current(): string {
    return existsSync(this.#file) ? readFileSync(this.#file, 'utf8') : PASSWORD;
  }

  set current(password: string) {
    writeWhole(this.#file, password);
  }
}
