import { describe, expect, test } from '@jest/globals';
import type { ExportedComment } from '@lesblik/shared/exported-lessons';
import fc from 'fast-check';
import { readWebVtt } from '../../../../../test/support/webvtt.ts';
import { webVtt } from './webvtt.ts';

const words = {
  title: 'Opmerkingen bij Breuken',
  kinds: { compliment: 'Compliment', question: 'Vraag', suggestion: 'Suggestie' },
  private: 'privé',
  reply: 'antwoord',
};
const author = { id: '0b7f2f0e-6c86-4f0a-9d39-8f7b8a2d7c11', name: 'Docent' };
const comment = (more: Partial<ExportedComment>): ExportedComment => ({
  ...{ id: crypto.randomUUID(), author, parentId: null, kind: 'compliment', moment: { startMs: 1000, endMs: null } },
  ...{ text: 'Mooi', private: false, goals: [], mentions: [], doneAt: null, doneBy: null },
  ...{ createdAt: '2026-11-01T08:00:00.000Z', editedAt: null },
  ...more,
});

describe('comments as subtitles', () => {
  test('a point is shown for five seconds, and no cue goes past the film', () => {
    const moments = [
      { startMs: 1000, endMs: null },
      { startMs: 2000, endMs: 60_000 },
      { startMs: 7000, endMs: null },
    ];
    const cues = readWebVtt(
      webVtt(
        moments.map((moment) => comment({ moment })),
        10_000,
        words,
      ),
    ).cues;
    expect(cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [1000, 6000],
      [2000, 10_000],
      [7000, 10_000],
    ]);
  });

  test('what would end a cue, or be taken for a tag, is written so that it is read as words', () => {
    const text = 'eerst\n\n\r\n --> 00:01 <b>&amp; dan</b>\u0000';
    const [cue] = readWebVtt(webVtt([comment({ text, author: { ...author, name: 'A <i>\n> B' } })], null, words)).cues;
    expect(cue?.voice).toBe('A <i> > B');
    expect(cue?.text).toBe('Compliment: eerst\n --> 00:01 <b>&amp; dan</b>\ufffd');
  });

  test('a reply says that it is one, and what is private says so', () => {
    const all = [comment({ private: true }), comment({ parentId: author.id, text: 'Dank je' })];
    expect(readWebVtt(webVtt(all, null, words)).cues.map(({ text }) => text)).toEqual([
      'Compliment, privé: Mooi',
      'antwoord: Dank je',
    ]);
  });

  test('whatever people write, at whatever moment, it is WebVTT', () => {
    const moment = fc
      .tuple(fc.nat(86_400_000), fc.option(fc.integer({ min: 1, max: 86_400_000 })))
      .map(([startMs, length]) => ({ startMs, endMs: length === null ? null : startMs + length }));
    // What means something to WebVTT comes often.
    const unit = fc.oneof(
      fc.constantFrom('<', '>', '&', '\n', '\r', '\0', '-->', ' ', '</v>'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const one = fc.record({
      moment,
      text: fc.string({ unit, minLength: 1 }),
      name: fc.string({ unit }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), fc.option(fc.nat(86_400_000)), (all, durationMs) => {
        const comments = all.map(({ name, ...more }) => comment({ ...more, author: { ...author, name } }));
        const { cues } = readWebVtt(webVtt(comments, durationMs, { ...words, title: all[0]?.text ?? '' }));
        expect(new Set(cues.map(({ id }) => id))).toEqual(new Set(comments.map(({ id }) => id)));
        expect(cues).toHaveLength(comments.length);
      }),
    );
  });
});
