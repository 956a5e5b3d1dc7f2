import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMailer, type Mailer } from '@lesblik/server/mail/mailer';
import { readOutbox } from '@lesblik/server/mail/outbox-mailer';
import { SMTPServer } from 'smtp-server';

/** What every way of sending mail must do; `arrived` gives the raw messages that came in. */
function conformance(
  name: string,
  setUp: () => Promise<{ mailer: Mailer; arrived: () => Promise<string[]>; tearDown: () => Promise<void> }>,
) {
  describe(name, () => {
    let it: Awaited<ReturnType<typeof setUp>>;
    beforeAll(async () => void (it = await setUp()));
    afterAll(async () => {
      await it.mailer.close();
      await it.tearDown();
    });

    test('a mail arrives once, with its sender, its subject in any script, and its words', async () => {
      const before = (await it.arrived()).length;
      await it.mailer.send({
        to: 'docent@example.org',
        subject: 'Eén opmerking ✎',
        text: 'Dag,\nkijk op http://localhost/x?y=1.\n',
      });
      const arrived = (await it.arrived()).slice(before);
      expect(arrived).toHaveLength(1);
      expect(arrived[0]).toMatch(/^From: Lesblik <lesblik@example\.org>\r$/m);
      expect(arrived[0]).toMatch(/^To: docent@example\.org\r$/m);
      expect(arrived[0]).toMatch(/^Subject: =\?UTF-8\?/m);
      expect(arrived[0]).toContain('http://localhost/x?y=1');
    });

    test('a line break in a subject or an address adds no header and no receiver', async () => {
      const before = (await it.arrived()).length;
      await it.mailer.send({
        to: 'docent@example.org\r\nBcc: spy@example.org',
        subject: 'Hi\r\nBcc: spy@example.org',
        text: 'x',
      });
      const arrived = (await it.arrived()).slice(before);
      expect(arrived).toHaveLength(1);
      expect(arrived[0]).not.toMatch(/^Bcc:/im);
    });
  });
}

conformance('mail written to the outbox', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lesblik-outbox-'));
  return {
    mailer: createMailer({ smtpUrl: undefined, from: 'Lesblik <lesblik@example.org>', outboxDir: dir }),
    arrived: async () => {
      const names = (await readdir(dir)).filter((entry) => entry.endsWith('.eml')).sort();
      expect(await readOutbox(dir)).toHaveLength(names.length);
      return Promise.all(names.map((entry) => readFile(join(dir, entry), 'utf8')));
    },
    tearDown: () => rm(dir, { recursive: true }),
  };
});

conformance('mail sent by SMTP', async () => {
  const messages: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        messages.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const bound = listening.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
    });
  });
  return {
    mailer: createMailer({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'Lesblik <lesblik@example.org>',
      outboxDir: '/nowhere',
    }),
    arrived: async () => [...messages],
    tearDown: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
});

test('a mail server that is not there is an error, not silence', async () => {
  const mailer = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'lesblik@example.org', outboxDir: '/nowhere' });
  await expect(mailer.send({ to: 'docent@example.org', subject: 'x', text: 'x' })).rejects.toMatchObject({
    code: 'ESOCKET',
  });
  await mailer.close();
});
