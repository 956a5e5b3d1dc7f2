import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { VideoInfo } from '../film.ts';
import { h264Level, rungsOf } from './rungs.ts';

const video = (width: number, height: number, rate = 30): VideoInfo => ({
  stream: 0,
  codec: 'h264',
  profile: 'High',
  level: 40,
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  codedWidth: width,
  codedHeight: height,
  width,
  height,
  rotation: 0,
  mirrored: false,
  sampleAspect: { num: 1, den: 1 },
  fullRange: false,
  matrix: undefined,
  primaries: undefined,
  transfer: undefined,
  hdr: 'none',
  interlaced: false,
  averageFrameRate: { num: rate, den: 1 },
  variableFrameRate: false,
});

const sizes = (width: number, height: number): string[] =>
  rungsOf(video(width, height)).map((r) => `${r.width}x${r.height}`);

describe('the ladder', () => {
  test('of a full film has four rungs', () => {
    expect(sizes(1920, 1080)).toEqual(['1920x1080', '1280x720', '854x480', '426x240']);
  });
  test('of an upright film stays upright and keeps its 1080 pixels of width', () => {
    expect(sizes(1080, 1920)).toEqual(['1080x1920', '720x1280', '480x854', '240x426']);
  });
  test('of 4K begins at 1080', () => {
    expect(sizes(3840, 2160)[0]).toBe('1920x1080');
  });
  test('of an odd size is even and not distorted', () => {
    expect(sizes(719, 405)).toEqual(['718x404', '426x240']);
  });
  test('of a film lower than 480 begins at its own size, unless that is nearly the lowest', () => {
    expect(sizes(640, 360)).toEqual(['640x360', '426x240']);
    expect(sizes(360, 640)).toEqual(['360x640', '240x426']);
    expect(sizes(448, 252)).toEqual(['426x240']);
    expect(sizes(852, 479)[0]).toBe('850x478');
    expect(sizes(854, 480)).toEqual(['854x480', '428x240']);
  });
  test('of a film smaller than its lowest rung is its own size, even', () => {
    expect(sizes(160, 90)).toEqual(['160x90']);
    expect(sizes(177, 143)).toEqual(['178x144']);
  });

  test('is never distorted by more than a pixel, even, largest first, uniquely named', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 8192 }), fc.integer({ min: 16, max: 8192 }), (width, height) => {
        const rungs = rungsOf(video(width, height));
        expect(rungs.length).toBeGreaterThan(0);
        expect(new Set(rungs.map((r) => r.name)).size).toBe(rungs.length);
        rungs.forEach((r, i) => {
          expect([r.width % 2, r.height % 2]).toEqual([0, 0]);
          const scale = r.shortSide / Math.min(width, height);
          expect(Math.abs(r.width - width * scale)).toBeLessThanOrEqual(1 + scale);
          expect(Math.abs(r.height - height * scale)).toBeLessThanOrEqual(1 + scale);
          if (i > 0) expect(r.bandwidth).toBeLessThan(rungs[i - 1]?.bandwidth ?? 0);
        });
      }),
    );
  });
});

describe('H.264 levels', () => {
  test.each([
    [1920, 1080, 30, 5_800_000, 40],
    [1920, 1080, 60, 8_700_000, 42],
    [1280, 720, 30, 3_200_000, 31],
    [426, 240, 30, 600_000, 21],
  ])('%i × %i at %i', (width, height, rate, bits, level) => {
    expect(h264Level(width, height, rate, bits)).toBe(level);
  });
});
