import { describe, expect, test } from '@jest/globals';
import { parseThumbnails, thumbnailAt } from './thumbnails.ts';
import { loudest, parseWaveform } from './waveform.ts';

function dat(peaks: number[], version = 2): ArrayBuffer {
  const bytes = new ArrayBuffer(24 + peaks.length * 4);
  const view = new DataView(bytes);
  [version, 0, 48_000, 480, peaks.length, 1].forEach((value, i) => view.setInt32(i * 4, value, true));
  peaks.forEach((peak, i) => {
    view.setInt16(24 + i * 4, -peak, true);
    view.setInt16(26 + i * 4, peak, true);
  });
  return bytes;
}

describe('the waveform', () => {
  test('a file of another version, or one that is cut off, is not read past its end', () => {
    expect(parseWaveform(dat([1], 1))).toBeNull();
    expect(parseWaveform(new ArrayBuffer(10))).toBeNull();
    expect(parseWaveform(dat([100, 200, 300]).slice(0, 24 + 8))?.levels[0]).toHaveLength(2);
  });

  test('the loudest of a stretch is found at every zoom', () => {
    const peaks = Array.from({ length: 5000 }, (_, i) => (i === 3210 ? 32_767 : 1000));
    const waveform = parseWaveform(dat(peaks));
    if (!waveform) throw new Error('not read');
    expect(waveform.msPerPeak).toBe(10);
    expect(loudest(waveform, 32_100, 32_110)).toBeCloseTo(1, 2);
    expect(loudest(waveform, 30_000, 40_000)).toBeCloseTo(1, 2);
    expect(loudest(waveform, 0, 10_000)).toBeCloseTo(1000 / 32_768, 3);
  });
});

describe('thumbnails', () => {
  const vtt =
    'WEBVTT\n\n00:00.000 --> 00:10.000\nthumbnails/0.jpg#xywh=0,0,160,90\n\n00:00:10.000 --> 00:00:20.000\nthumbnails/0.jpg#xywh=160,0,160,90\n';

  test('each time has its piece of the sheet, found from the address of the index', () => {
    const thumbnails = parseThumbnails(vtt, 'https://school.example/api/recordings/1/thumbnails.vtt');
    expect(thumbnails).toHaveLength(2);
    expect(thumbnailAt(thumbnails, 12_345)).toMatchObject({
      url: 'https://school.example/api/recordings/1/thumbnails/0.jpg',
      x: 160,
      startMs: 10_000,
    });
    expect(thumbnailAt([], 5)).toBeUndefined();
  });
});
