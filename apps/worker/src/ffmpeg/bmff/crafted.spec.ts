import { describe, expect, test } from '@jest/globals';
import type { FilmSource } from '../source.ts';
import { box, concat, fullBox, u32 } from './boxes.ts';
import { readLayout } from './layout.ts';
import { readMoov } from './moov.ts';

const none = new Uint8Array(0);

/** A track whose tables say what they like. */
function track({
  stsz = u32(0, 0),
  stts = u32(1, 1, 10),
  stsc = u32(1, 1, 1, 1),
  stco = u32(1, 100),
  elst = none,
}: {
  [table: string]: Uint8Array;
}) {
  const stbl = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), box('avc1', u32(0))),
    fullBox('stts', 0, 0, stts),
    fullBox('stsz', 0, 0, stsz),
    fullBox('stsc', 0, 0, stsc),
    fullBox('stco', 0, 0, stco),
  );
  const hdlr = fullBox('hdlr', 0, 0, u32(0), 'vide', u32(0, 0, 0));
  const mdhd = fullBox('mdhd', 0, 0, u32(0, 0, 100, 0, 0));
  const edits = elst.length === 0 ? [] : [box('edts', fullBox('elst', 0, 0, elst))];
  return box('trak', ...edits, box('mdia', mdhd, hdlr, box('minf', stbl)));
}
const movie = (...tracks: Uint8Array[]) => concat([fullBox('mvhd', 0, 0, u32(0, 0, 1000, 0)), ...tracks]);
const samplesOf = (tables: { [table: string]: Uint8Array }) => readMoov(movie(track(tables)), none)[0]?.samples;

/** Counts what is asked of a film that is never held whole. */
function source(size: number, read: (offset: number, length: number) => Uint8Array) {
  const asked = { times: 0, bytes: 0 };
  const film: FilmSource = {
    size,
    async read(offset, length) {
      asked.times += 1;
      asked.bytes += length;
      return read(offset, length);
    },
  };
  return { asked, film };
}

describe('an index made to cost', () => {
  test('time: of a hundred thousand tracks the first 64 are looked at', () => {
    const many = Array.from({ length: 100_000 }, () => box('trak'));
    expect(readMoov(movie(...many), none)).toHaveLength(64);
  });

  test('time: the track behind ten thousand empty boxes is not looked for', () => {
    const empty = Array.from({ length: 10_001 }, () => box('free'));
    expect(readMoov(movie(...empty, track({})), none)).toEqual([]);
  });

  test('memory: four thousand million samples of one size in twelve bytes are not unfolded', () => {
    expect(samplesOf({ stsz: u32(2000, 0xffff_ffff) })).toBeUndefined();
    expect(samplesOf({ stsz: u32(0, 0xffff_ffff) })).toBeUndefined();
  });

  test('memory: nor as many by many tracks, each of which is within bounds', () => {
    const large = track({ stsz: u32(2000, 6_000_000), stsc: u32(1, 1, 6_000_000, 1) });
    const tracks = readMoov(movie(...Array.from({ length: 10 }, () => large)), none);
    expect(tracks.map(({ samples }) => samples?.size.length)).toEqual([6_000_000, ...Array.from({ length: 9 })]);
  });

  test('memory: a table of each sample of plain sound is left to the demuxer', () => {
    expect(samplesOf({ stsz: u32(4, 100), stsc: u32(1, 1, 100, 1) })).toBeUndefined();
  });

  test('time: runs of chunks that hold nothing, or go backwards, are not followed', () => {
    expect(samplesOf({ stsz: u32(2000, 1), stsc: u32(2, 1, 0, 1, 2, 1, 1), stco: u32(2, 100, 200) })).toBeUndefined();
    expect(samplesOf({ stsz: u32(2000, 1), stsc: u32(2, 9, 1, 1, 1, 1, 1) })).toBeUndefined();
  });

  test('time: more edits than there are bytes for are not looked for', () => {
    const [first] = readMoov(movie(track({ stsz: u32(2000, 1), elst: u32(0xffff_ffff, 500, 0, 0x10000) })), none);
    expect(first?.samples).toMatchObject({ showFrom: 0, showUntil: 50 });
  });
});

describe('a film made to be read for ever', () => {
  test('of a thousand million empty boxes ten thousand are looked at', async () => {
    const { film, asked } = source(8e9, (_, length) => concat([u32(8), 'free', none, u32(8), 'free']).slice(0, length));
    await expect(readLayout(film)).rejects.toMatchObject({ code: 'film_truncated' });
    expect(asked.times).toBe(10_000);
  });

  test('an index of a gigabyte is refused before it is read', async () => {
    const { film, asked } = source(2 ** 31, (_, length) => concat([u32(2 ** 30), 'moov', u32(0, 0)]).slice(0, length));
    await expect(readLayout(film)).rejects.toMatchObject({ code: 'film_unreadable' });
    expect(asked.bytes).toBeLessThan(1000);
  });
});
