import { expect, test } from '@jest/globals';
import { keysOf, missingKeys } from './translations.ts';

test('a text that stands in one language only is named with the language that lacks it', () => {
  const nl = new Set(keysOf({ save: 'Opslaan', player: { play: 'Afspelen' } }));
  const en = new Set(keysOf({ save: 'Save', player: { pause: 'Pause' } }));
  expect(missingKeys(nl, en)).toEqual(['nl lacks player.pause', 'en lacks player.play']);
});
