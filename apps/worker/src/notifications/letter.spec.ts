import { describe, expect, test } from '@jest/globals';
import { NotificationKind, type NotificationSpot } from '@lesblik/shared/notifications';
import { htmlOf } from './letter-form.ts';
import { letterOf } from './letter.ts';
import { nameOf, sentenceOf } from './letter-words.ts';
import type { Unmailed } from './letters.repository.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const spots: Record<string, NotificationSpot> = {
  lesson: { on: 'lesson', recordingId: ID, commentId: null },
  comment: { on: 'lesson', recordingId: ID, commentId: ID },
  talk: { on: 'talk', talkId: ID },
  call: { on: 'call', roomId: ID },
  request: { on: 'request', requestId: ID },
  trajectory: { on: 'trajectory', trajectoryId: ID },
  trajectories: { on: 'trajectories' },
  actions: { on: 'actions', trajectoryId: ID },
  report: { on: 'report', trajectoryId: ID },
  classList: { on: 'class_list', classListId: ID },
};
let count = 0;
const told = (kind: NotificationKind, spot: keyof typeof spots, startsAt: string | null = null): Unmailed => ({
  ...{ id: `n${(count += 1)}`, kind, madeAt: new Date(), news: true },
  about: { spot: spots[spot] as NotificationSpot, startsAt, timeZone: startsAt && 'Europe/Amsterdam' },
});
const write = (rows: readonly Unmailed[], language: 'nl' | 'en' = 'nl') =>
  letterOf({ email: 'docent@example.org', language }, rows, {
    page: (path) => `https://lesblik.example.org${path}`,
    token: (kinds) => kinds.join('~'),
  });

test.each(['nl', 'en'] as const)(
  'every kind has a name, a subject and a sentence in %s, of one line each',
  (language) => {
    const names = NotificationKind.options.map((kind) => nameOf(kind, language));
    expect(new Set(names).size).toBe(names.length);
    for (const kind of NotificationKind.options) {
      for (const startsAt of ['2026-11-27T14:30:00.000Z', null]) {
        const said = sentenceOf({ kind, count: 2, startsAt, timeZone: startsAt && 'Europe/Amsterdam' }, language);
        expect(said.subject).toMatch(/^[^\n]{8,}$/);
        expect(said.says).toMatch(/^[^\n]{10,}[.?]$/);
        expect(said.go).toMatch(/^[^\n]{8,}:$/);
      }
    }
  },
);

test('one thing is said in the subject, with its place, its own way out, and one for a mail program', () => {
  const mail = write([told('lesson_shared', 'lesson')]);
  expect(mail).toMatchObject({
    to: 'docent@example.org',
    subject: 'Er is een les met je gedeeld',
    unsubscribe: 'https://lesblik.example.org/api/unsubscribe/lesson_shared',
  });
  expect(mail?.text).toContain(`\nhttps://lesblik.example.org/recordings/${ID}\n`);
  expect(mail?.text).toContain('Gedeelde lessen: https://lesblik.example.org/afmelden/lesson_shared\n');
  expect(mail?.text).toContain('https://lesblik.example.org/account/notifications');
});

test('the page in the mail says the same words, links the same addresses and loads nothing', () => {
  const { text = '', html = '' } = write([told('report_signed', 'report'), told('action_overdue', 'actions')]) ?? {};
  for (const words of ['Een verslag is ondertekend.', 'De datum van een actie is voorbij.', 'Ondertekende verslagen'])
    expect([text, html].map((form) => form.includes(words))).toEqual([true, true]);
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, to]) => to);
  expect(links).toEqual(text.match(/https:\S+/g));
  expect(links).toContain(`https://lesblik.example.org/trajectories/${ID}#actions`);
  expect(html).toContain('<html lang="nl">');
  expect(html).not.toMatch(/\b(src|srcset|background)=|@import|url\(|<(img|link|script)/);
});

test('words and addresses in the page are never markup', () => {
  const letter = { language: 'nl', subject: '<b>', hello: 'a & b', stop: '<i>', stops: [], parts: [] } as const;
  const html = htmlOf({ ...letter, choose: { go: '<u>:', to: 'https://x.example/?a="><script>' } });
  expect(html).not.toMatch(/<(b|i|u|script)>/);
  expect(html).toContain('<title>&lt;b&gt;</title>');
  expect(html).toContain('a &amp; b');
  expect(html).toContain('href="https://x.example/?a=&quot;&gt;&lt;script&gt;"');
});

test('a single comment is linked, several on one lesson are counted', () => {
  expect(write([told('mentioned', 'comment')])?.text).toContain(`/recordings/${ID}?comment=${ID}\n`);
  const mail = write([told('comment_added', 'comment'), told('comment_added', 'comment')], 'en');
  expect(mail?.subject).toBe('There are 2 new comments on a lesson');
  expect(mail?.text).toContain(`/recordings/${ID}\n`);
});

test('several things are lines of one mail, and each kind can be stopped alone or all with one request', () => {
  const rows = [told('talk_offered', 'talk'), told('call_invited', 'call'), told('coach_asked', 'trajectories')];
  const mail = write([...rows, told('request_filed', 'request'), told('goal_proposed', 'trajectory')]);
  expect(mail?.subject).toBe('5 berichten van Lesblik');
  for (const path of ['gesprek', 'kijkgesprek', 'trajectories/requests', 'trajectories'])
    expect(mail?.text).toContain(`https://lesblik.example.org/${path}/${ID}\n`);
  expect(mail?.text.match(/\/afmelden\//g)).toHaveLength(5);
  expect(mail?.unsubscribe).toMatch(/unsubscribe\/talk_offered~call_invited~coach_asked~request_filed~goal_proposed$/);
});

describe('sent again', () => {
  test('the same has the same key, and another has another', () => {
    const rows = [told('talk_offered', 'talk')];
    expect(write(rows)?.key).toBe(write(rows)?.key);
    expect(write([...rows, told('talk_offered', 'talk')])?.key).not.toBe(write(rows)?.key);
  });
});

test('of what is gone there is nothing to say', () => {
  expect(write([{ ...told('mentioned', 'comment'), about: null }])).toBeUndefined();
});
