import { expect, test } from '@jest/globals';
import { looksLikeFullName } from './class-lists.ts';

test.each(['Sara de Vries', 'Jan Jansen', 'Özgür Çelik', 'Jansen, Jan', "Ava O'Neill", 'Jan-Piet Bos'])(
  '“%s” looks like a full name',
  (label) => expect(looksLikeFullName(label)).toBe(true),
);

test.each(['SV', 'S. de V.', 'Sara V.', 'stoel 12', 'Stoel 12', 'tafel bij het raam', 'B3', 'Sneeuwuil', 'Anne-Fleur'])(
  '“%s” does not',
  (label) => expect(looksLikeFullName(label)).toBe(false),
);
