import { expect, test } from '@jest/globals';
import { conversionProgress, uploadProgress } from './progress.ts';

test('the one percentage never goes back where the upload ends and the conversion begins', () => {
  expect(uploadProgress(0, 10)).toBe(0);
  expect(conversionProgress(0, 10)).toBe(uploadProgress(10, 10));
  expect(conversionProgress(10, 10)).toBe(1);
  expect(conversionProgress(5, 10)).toBeGreaterThan(conversionProgress(4, 10));
});
