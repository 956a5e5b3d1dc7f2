import { expect, test } from '@jest/globals';
import { readLoudness } from './loudness.ts';

const summary = (integrated: string, peak: string): string =>
  `[Parsed_ebur128_1] Summary:\n\n  Integrated loudness:\n    I: ${integrated} LUFS\n    Threshold: -33.0 LUFS\n\n  True peak:\n    Peak: ${peak} dBFS\n`;

test('a quiet lesson is raised to -16 LUFS', () => {
  expect(readLoudness(summary('-26.5', '-14.0'))).toEqual({ integratedLufs: -26.5, truePeakDb: -14, gainDb: 10.5 });
});
test('but not beyond its peaks', () => {
  expect(readLoudness(summary('-26.5', '-5.0')).gainDb).toBe(4);
});
test('a loud one is lowered', () => {
  expect(readLoudness(summary('-9.0', '0.5')).gainDb).toBe(-7);
});
test('silence is left alone', () => {
  expect(readLoudness(summary('-70.0', '-inf'))).toEqual({
    integratedLufs: undefined,
    truePeakDb: undefined,
    gainDb: 0,
  });
});
test('only the last summary counts: an empty one may come first', () => {
  expect(readLoudness(summary('-70.0', '-inf') + summary('-20.0', '-9.0')).gainDb).toBe(4);
});
