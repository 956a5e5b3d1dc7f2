import { describe, expect, test } from '@jest/globals';
import { box, concat, fullBox, u32 } from './boxes.ts';
import { readMoov } from './moov.ts';
import { framesFromSamples } from '../frames.ts';

interface Given {
  stts?: number[];
  ctts?: number[];
  stss?: number[];
  sizes?: number[];
  stsc?: number[];
  stco?: number[];
  edits?: [number, number][];
}

/** An index with one video track at 100 ticks a second in a film of 1,000. */
function moov({
  stts = [6, 10],
  ctts,
  stss,
  sizes = [1, 2, 3, 4, 5, 6],
  stsc = [1, 2, 1],
  stco = [100, 200, 300],
  edits,
}: Given): Uint8Array {
  const table = (type: string, values: number[], columns: number): Uint8Array =>
    fullBox(type, 0, 0, u32(values.length / columns, ...values));
  const stbl = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), box('avc1', u32(0))),
    table('stts', stts, 2),
    ...(ctts ? [table('ctts', ctts, 2)] : []),
    ...(stss ? [table('stss', stss, 1)] : []),
    fullBox('stsz', 0, 0, u32(0, sizes.length, ...sizes)),
    table('stsc', stsc, 3),
    table('stco', stco, 1),
  );
  const elst = edits
    ? [box('edts', fullBox('elst', 0, 0, u32(edits.length), ...edits.map(([d, t]) => u32(d, t, 0x10000))))]
    : [];
  const mdia = box(
    'mdia',
    fullBox('mdhd', 0, 0, u32(0, 0, 100, 0)),
    fullBox('hdlr', 0, 0, u32(0), 'vide', u32(0, 0, 0)),
    box('minf', stbl),
  );
  return concat([fullBox('mvhd', 0, 0, u32(0, 0, 1000, 0)), box('trak', ...elst, mdia)]);
}

const read = (given: Given) => readMoov(moov(given), new Uint8Array(0))[0]?.samples;
const frames = (given: Given) => {
  const samples = read(given);
  const table = samples && framesFromSamples(samples);
  return table && { at: [...table.at], zero: table.zeroSeconds, end: table.end, order: [...(table.sample ?? [])] };
};

describe('an MP4 index', () => {
  test('places each sample in its chunk', () => {
    expect([...(read({})?.offset ?? [])]).toEqual([100, 101, 200, 203, 300, 305]);
  });
  test('may change the number of samples a chunk half-way', () => {
    expect([...(read({ stsc: [1, 1, 1, 2, 4, 1, 3, 1, 1] })?.offset ?? [])]).toEqual([100, 200, 202, 205, 209, 300]);
  });
  test('whose chunks hold fewer samples than it claims is not trusted', () => {
    expect(read({ stco: [100] })).toBeUndefined();
  });
  test('without a table of key frames has only key frames', () => {
    expect([...(read({})?.key ?? [])]).toEqual([1, 1, 1, 1, 1, 1]);
    expect([...(read({ stss: [1, 5] })?.key ?? [])]).toEqual([1, 0, 0, 0, 1, 0]);
  });
});

describe('the frames of an MP4', () => {
  test('stand in the order in which they are shown, from zero', () => {
    // Decoded at 0, 10, 20 … ticks; shown at 20, 60, 30, 40, 50, 70.
    const shown = frames({ ctts: [1, 20, 1, 50, 2, 10, 1, 10, 1, 20] });
    expect(shown).toEqual({
      order: [0, 2, 3, 4, 1, 5],
      at: [0, 9000, 18_000, 27_000, 36_000, 45_000],
      zero: 0.2,
      end: 54_000,
    });
  });

  test('before an edit are only decoded', () => {
    expect(frames({ edits: [[400, 20]] })).toMatchObject({
      order: [2, 3, 4, 5],
      at: [0, 9000, 18_000, 27_000],
      zero: 0,
    });
  });

  test('after an edit are not shown', () => {
    expect(frames({ edits: [[300, 20]] })).toMatchObject({ order: [2, 3, 4] });
  });

  test('begin late behind an empty edit', () => {
    expect(
      frames({
        edits: [
          [500, -1],
          [600, 0],
        ],
      }),
    ).toMatchObject({ at: [0, 9000, 18_000, 27_000, 36_000, 45_000], zero: 0.5 });
  });

  test('cut into several pieces are left to a full demuxer', () => {
    expect(
      frames({
        edits: [
          [100, 0],
          [100, 40],
        ],
      }),
    ).toBeUndefined();
  });

  test('at uneven times keep them', () => {
    expect(frames({ stts: [2, 10, 3, 5, 1, 40] })).toMatchObject({
      at: [0, 9000, 18_000, 22_500, 27_000, 31_500],
      end: 67_500,
    });
  });
});
