import { expect, test } from '@jest/globals';
import { titled, titleOfFile } from './title-of-file.ts';

test.each([
  ['IMG_4021.MOV', ''],
  ['VID_20261121_103000.mp4', ''],
  ['PXL_20261121_103000123.mp4', ''],
  ['20261121_103000.mp4', ''],
  ['rekenen_breuken-groep 6.mp4', 'Rekenen breuken groep 6'],
  ['Kringgesprek.mov', 'Kringgesprek'],
])('%s becomes "%s"', (name, title) => expect(titleOfFile(name)).toBe(title));

test('films without a title of their own get the proposed one, each a different one; the others keep theirs', () => {
  const films = [null, 'Kring', null, ''].map((title) => ({ title }));
  const titles = titled(films, 'Les groep 6, do 12 nov').map(({ title }) => title);
  expect(titles).toEqual(['Les groep 6, do 12 nov', 'Kring', 'Les groep 6, do 12 nov (2)', '']);
});
