import { expect, test } from '@jest/globals';
import { actOf, keyActs, keyCaps } from './keys.ts';

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}) =>
  actOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });

test("the browser's own shortcuts stay the browser's", () => {
  expect(press('c', { ctrlKey: true })).toBeUndefined();
  expect(press('l', { metaKey: true })).toBeUndefined();
  expect(press('ArrowLeft', { altKey: true })).toBeUndefined();
});

test('each act of the overview is reached by each of the keys that it shows', () => {
  const names: Record<string, string> = { Space: ' ', '←': 'ArrowLeft', '→': 'ArrowRight', Esc: 'Escape' };
  for (const act of keyActs) {
    if (act === 'zoomOut') continue;
    for (const cap of keyCaps[act]) if (cap !== '…') expect([cap, press(names[cap] ?? cap)?.act]).toEqual([cap, act]);
  }
  expect(press('Z', { shiftKey: true })?.act).toBe('zoomOut');
});

test('capitals mean the same letter, digits carry their tenth', () => {
  expect(press('C')?.act).toBe('comment');
  expect(press('7')).toEqual({ act: 'tenth', tenth: 7 });
  expect(press('q')).toBeUndefined();
});
