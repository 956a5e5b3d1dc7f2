import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Call, Result, Route } from '@lesblik/shared/route';

/** As what their sign-ins are listed: the browser of a laptop. */
const DEVICE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** Uses Lesblik as its people do: through the public contract. */
export class Client {
  readonly url: string;
  cookie = '';

  constructor(url: string) {
    this.url = url;
  }

  /** @returns whether address and password are somebody's */
  async signIn(email: string, password: string): Promise<boolean> {
    const response = await fetch(`${this.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url, 'user-agent': DEVICE },
      body: JSON.stringify({ email, password }),
    });
    await response.body?.cancel();
    const cookies = response.headers.getSetCookie();
    this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
    return response.ok;
  }

  async call<R extends Route>(route: R, input: Call<R>): Promise<Result<R>> {
    const { params = {}, body } = input as { params?: Record<string, string>; body?: unknown };
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const response = await fetch(`${this.url}/api${path}`, {
      method: route.method,
      headers: { cookie: this.cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${route.method} ${path} answered ${response.status}: ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as Result<R>;
  }

  /** Looks at a lesson, as whoever comments on it did. */
  async watch(recordingId: string): Promise<void> {
    const headers = { cookie: this.cookie, 'user-agent': DEVICE };
    const response = await fetch(`${this.url}/api/recordings/${recordingId}/hls/master.m3u8`, { headers });
    if (!response.ok) throw new Error(`the lesson did not open: ${response.status}`);
    await response.body?.cancel();
  }

  /** Sends a film by tus 1.0 in one piece. @returns its SHA-256 in hex */
  async upload(recordingId: string, file: string): Promise<string> {
    const film = await readFile(file);
    const metadata = Object.entries({ recordingId, filename: basename(file), filetype: 'video/mp4' })
      .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
      .join(',');
    const headers = { cookie: this.cookie, 'tus-resumable': '1.0.0' };
    const made = await fetch(`${this.url}/api/uploads`, {
      method: 'POST',
      headers: { ...headers, 'upload-length': String(film.length), 'upload-metadata': metadata },
    });
    const location = made.headers.get('location');
    if (location === null) throw new Error(`the upload was refused: ${made.status} ${await made.text()}`);
    const sent = await fetch(new URL(location, this.url), {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(film),
    });
    if (!sent.ok) throw new Error(`the film was refused: ${sent.status} ${await sent.text()}`);
    return createHash('sha256').update(film).digest('hex');
  }
}
