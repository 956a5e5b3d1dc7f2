import { expect, test } from '@jest/globals';
import { titleOfFile } from './title-of-file.ts';

test.each([
  ['IMG_4021.MOV', ''],
  ['VID_20261121_103000.mp4', ''],
  ['PXL_20261121_103000123.mp4', ''],
  ['20261121_103000.mp4', ''],
  ['rekenen_breuken-groep 6.mp4', 'Rekenen breuken groep 6'],
  ['Kringgesprek.mov', 'Kringgesprek'],
])('%s becomes "%s"', (name, title) => expect(titleOfFile(name)).toBe(title));
