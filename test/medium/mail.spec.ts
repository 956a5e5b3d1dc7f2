import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AddressRefused } from '@lesblik/server/mail/address-refused';
import { createMailer, type Mailer } from '@lesblik/server/mail/mailer';
import { forgetMails, readOutbox } from '@lesblik/server/mail/outbox-mailer';
import { header, smtpSink } from '../support/smtp-sink.ts';

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

    test('a mail that can be stopped says how, and sent again it is the same mail', async () => {
      const before = (await it.arrived()).length;
      const unsubscribe = 'https://lesblik.example.org/api/unsubscribe/x';
      const mail = { to: 'docent@example.org', subject: 'x', text: 'x', key: 'a', unsubscribe };
      for (const one of [mail, mail, { ...mail, key: 'b' }]) await it.mailer.send(one);
      const [first = '', again = '', other = ''] = (await it.arrived()).slice(before);
      expect(header(first, 'List-Unsubscribe')).toBe(`<${unsubscribe}>`);
      expect(header(first, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
      expect(header(again, 'Message-ID')).toBe(header(first, 'Message-ID'));
      expect(header(other, 'Message-ID')).not.toBe(header(first, 'Message-ID'));
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

describe('what names somebody goes out of the outbox', () => {
  /** @returns the texts that stay */
  async function staying(called: string[], mails: { to: string; subject?: string; text: string }[]): Promise<string[]> {
    const dir = await mkdtemp(join(tmpdir(), 'lesblik-outbox-'));
    const mailer = createMailer({ smtpUrl: undefined, from: 'Lesblik <lesblik@example.org>', outboxDir: dir });
    for (const mail of mails) await mailer.send({ subject: 'Lesblik', ...mail });
    await forgetMails(dir, called);
    const kept = await readOutbox(dir);
    expect((await readdir(dir)).filter((name) => name.endsWith('.eml'))).toHaveLength(kept.length);
    await rm(dir, { recursive: true });
    return kept.map(({ text }) => text).toSorted();
  }

  test('also where the name has marks that a file writes otherwise', async () => {
    const name = 'Jan "Jo" de\\Wit (coach)';
    const mails = [
      { to: 'a@example.org', text: `Dag, ${name} deelde een les.` },
      { to: 'b@example.org', subject: `Nieuw van ${name}`, text: 'x' },
      { to: 'c@example.org', text: `Een les van ${name.replace(' de', '\nde')}.` },
      { to: 'd@example.org', text: 'Jan deelde een les.' },
    ];
    expect(await staying([name, 'jan@example.org'], mails)).toEqual(['Jan deelde een les.']);
  });

  test('a short name takes no mail of whoever has a longer one, an address none of another', async () => {
    const others = [
      'Andrea deelde een les.',
      'An-Sofie deelde een les.',
      'Jo-An en JoAn en Ann deelden een les.',
      'Vraag het aan jo.an@example.org of an@example.org.uit.',
      'Vanaf nu.',
    ];
    const mine = ['Dag An,', 'De les van An’s klas.', 'Van: (An)', 'Schrijf naar an@example.net.'];
    const mails = [...others, ...mine].map((text) => ({ to: 'ander@example.org', text }));
    const toMe = { to: 'an@example.net', text: 'Dit is een link.' };
    const toOther = { to: 'jan@example.net', text: 'Dit is ook een link.' };
    expect(await staying(['An', 'an@example.net', ''], [...mails, toMe, toOther])).toEqual(
      [...others, 'Dit is ook een link.'].toSorted(),
    );
  });
});

conformance('mail sent by SMTP', async () => {
  const sink = await smtpSink();
  return {
    mailer: createMailer({ smtpUrl: sink.url, from: 'Lesblik <lesblik@example.org>', outboxDir: '/nowhere' }),
    arrived: async () => [...sink.taken],
    tearDown: () => sink.close(),
  };
});

test('an address that the server refuses for good is told apart', async () => {
  const sink = await smtpSink();
  sink.refuse('weg@example.org');
  const mailer = createMailer({ smtpUrl: sink.url, from: 'lesblik@example.org', outboxDir: '/nowhere' });
  await expect(mailer.send({ to: 'weg@example.org', subject: 'x', text: 'x' })).rejects.toThrow(AddressRefused);
  await mailer.close();
  await sink.close();
});

test.each([
  ['takes mail of nobody who is not signed in', 554, '5.7.1 <docent@example.org>: Relay access denied'],
  ['says so in bare words', 550, 'relay not permitted'],
  ['puts the code among its words', 550, 'blocked (5.7.1)'],
  ['does not know the sender', 550, '5.1.8 Sender address rejected: Domain not found'],
  ['has a full mailbox for it', 552, '5.2.2 mailbox full'],
  ['may take it later', 450, '4.2.0 greylisted'],
])('an address is not said to be refused where the server %s', async (_, code, words) => {
  expect(await refusal(code, words)).not.toBeInstanceOf(AddressRefused);
});

test.each([
  [550, 'no such mailbox'],
  [550, '5.1.1 User unknown'],
  [556, '5.1.10 Domain takes no mail'],
  [553, 'mailbox name not allowed'],
])('an address is refused for good with %i %s', async (code, words) => {
  expect(await refusal(code, words)).toBeInstanceOf(AddressRefused);
});

async function refusal(code: number, words: string): Promise<unknown> {
  const sink = await smtpSink();
  sink.refuse('docent@example.org', code, words);
  const mailer = createMailer({ smtpUrl: sink.url, from: 'lesblik@example.org', outboxDir: '/nowhere' });
  const error: unknown = await mailer
    .send({ to: 'docent@example.org', subject: 'x', text: 'x' })
    .catch((e: unknown) => e);
  await mailer.close();
  await sink.close();
  expect(error instanceof AddressRefused ? error.cause : error).toMatchObject({ command: 'RCPT TO' });
  return error;
}

test('a mail server that is not there is an error, not silence', async () => {
  const mailer = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'lesblik@example.org', outboxDir: '/nowhere' });
  await expect(mailer.send({ to: 'docent@example.org', subject: 'x', text: 'x' })).rejects.toMatchObject({
    code: 'ESOCKET',
  });
  await mailer.close();
});
