import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { request } from 'node:http';
import { Client as Postgres } from 'pg';
import { Product } from '../../support/product.ts';
import { until } from '../../support/until.ts';

const PASSWORD = 'een lang wachtwoord';

/** A product with a school of one teacher and one coach, used through the public contract. */
export class School {
  readonly product: Product;
  readonly organisationId: string;
  readonly teacher: string;
  readonly coach: string;
  readonly coachId: string;

  private constructor(product: Product, organisationId: string, teacher: string, coach: string, coachId: string) {
    this.product = product;
    this.organisationId = organisationId;
    this.teacher = teacher;
    this.coach = coach;
    this.coachId = coachId;
  }

  static async open(env: Record<string, string> = {}, workers: readonly (string | undefined)[] = [undefined]) {
    const product = await Product.start({ SCHOOL_QUOTA_BYTES: String(2 ** 40), ...env }, workers);
    const token = (await product.firstAdministratorLink()).split('/').at(-1) ?? '';
    await send(product, '', 'POST', `/setup/${token}`, {
      organisationName: 'Bench',
      name: 'Docent',
      email: 'docent@example.org',
      password: PASSWORD,
      language: 'nl',
    });
    const teacher = await signIn(product, 'docent@example.org');
    const me = await send<{ memberships: { organisationId: string }[] }>(product, teacher, 'GET', '/me');
    const organisationId = me.memberships[0]?.organisationId ?? '';
    const { cookies: coach, id: coachId } = await join(product, teacher, organisationId, 'Coach');
    return new School(product, organisationId, teacher, coach, coachId);
  }

  /** Somebody else of the school. */
  member = (name: string, role: Role = 'member'): Promise<Joined> =>
    join(this.product, this.teacher, this.organisationId, name, role);

  async create(file: string, bytes?: number): Promise<string> {
    const { id } = await this.send<{ id: string }>('POST', '/recordings', {
      organisationId: this.organisationId,
      title: basename(file),
      recordedOn: new Date().toISOString().slice(0, 10),
      classGroup: 'Groep 6',
      lawfulBasis: 'internal_coaching',
      keepUntil: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
      fileName: basename(file),
      fileType: 'video/mp4',
      bytes: bytes ?? (await stat(file)).size,
    });
    return id;
  }

  /** Sends a film by tus in one request. @returns when the last byte was answered, on the clock of `performance.now()` */
  async upload(recordingId: string, size: number, body: Readable): Promise<number> {
    const metadata = Object.entries({ recordingId, filename: 'film.mp4', filetype: 'video/mp4' })
      .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
      .join(',');
    const made = await fetch(`${this.product.url}/api/uploads`, {
      method: 'POST',
      headers: {
        cookie: this.teacher,
        'tus-resumable': '1.0.0',
        'upload-length': String(size),
        'upload-metadata': metadata,
      },
    });
    const location = made.headers.get('location');
    if (location === null) throw new Error(`no upload: ${made.status} ${await made.text()}`);
    const status = await stream(new URL(location, this.product.url), 'PATCH', body, {
      cookie: this.teacher,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': String(size),
    });
    if (status !== 204) throw new Error(`the upload ended with ${status}`);
    return performance.now();
  }

  /** Makes a recording of a file and sends it. */
  async film(file: string): Promise<{ recordingId: string; lastByte: number }> {
    const { size } = await stat(file);
    const recordingId = await this.create(file, size);
    const handle = await open(file);
    const lastByte = await this.upload(recordingId, size, handle.createReadStream({ highWaterMark: 1 << 20 }));
    return { recordingId, lastByte };
  }

  /** Waits for a state or for being playable. @returns milliseconds since `since`, late by up to `everyMs` */
  async reached(
    recordingId: string,
    what: 'playable' | 'ready',
    since: number,
    withinMs: number,
    everyMs?: number,
  ): Promise<number> {
    await until(
      async () => {
        const recording = await this.recording(recordingId);
        if (recording.state === 'failed') throw new Error(`the film failed: ${recording.problem}`);
        return what === 'playable' ? recording.playable : recording.state === 'ready';
      },
      withinMs,
      what,
      everyMs,
    );
    return performance.now() - since;
  }

  recording = (id: string) =>
    this.send<{
      state: string;
      problem: string | null;
      playable: boolean;
      durationMs: number;
      renditions: { name: string; whole: boolean }[];
    }>('GET', `/recordings/${id}`);

  send<T>(method: string, path: string, body?: unknown, cookie = this.teacher): Promise<T> {
    return send<T>(this.product, cookie, method, path, body);
  }

  share = (recordingId: string) =>
    this.send('POST', `/recordings/${recordingId}/grants`, {
      granteeId: this.coachId,
      mayComment: true,
      until: new Date(Date.now() + 86_400_000).toISOString(),
    });

  /** Comments written straight into the table: the bench measures reading them. */
  async fill(recordingId: string, count: number): Promise<void> {
    const client = new Postgres({ connectionString: this.product.env['DATABASE_URL'] });
    await client.connect();
    try {
      await client.query(
        `insert into comment (recording_id, author_id, client_key, kind, start_ms, end_ms, text, revision, published_revision)
         select $1, owner_id, gen_random_uuid(), (array['compliment', 'question', 'suggestion'])[1 + n % 3],
           (n * 7919) % 1700000, case when n % 4 = 0 then (n * 7919) % 1700000 + 8000 end,
           'Opmerking ' || n || ': wat gebeurt er hier met de denktijd van de klas?', n, n
         from recording, generate_series(1, $2::int) n where recording.id = $1`,
        [recordingId, count],
      );
      await client.query('update recording set comment_revision = $2 where id = $1', [recordingId, count]);
    } finally {
      await client.end();
    }
  }

  close = (): Promise<void> => this.product.stop();
}

type Role = 'member' | 'guest' | 'administrator';

interface Joined {
  cookies: string;
  id: string;
}

/** Invited by the administrator, and accepted. */
async function join(
  product: Product,
  administrator: string,
  organisationId: string,
  name: string,
  role: Role = 'member',
): Promise<Joined> {
  const email = `${name.toLowerCase()}@example.org`;
  const invitation = { email, name, role };
  await send(product, administrator, 'POST', `/organisations/${organisationId}/invitations`, invitation);
  const token = /uitnodiging\/([\w-]+)/.exec(await product.lastMail(email))?.[1] ?? '';
  await send(product, '', 'POST', `/invitations/${token}`, { name, password: PASSWORD, language: 'nl' });
  const cookies = await signIn(product, email);
  return { cookies, id: (await send<{ id: string }>(product, cookies, 'GET', '/me')).id };
}

async function send<T>(product: Product, cookie: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${product.url}/api${path}`, {
    method,
    headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function signIn(product: Product, email: string): Promise<string> {
  const response = await fetch(`${product.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`${email} could not sign in: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** One request with a streamed body, without fetch's web streams between. @returns the status */
export function stream(url: URL, method: string, body: Readable, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    body.on('error', reject).pipe(sent);
  });
}
