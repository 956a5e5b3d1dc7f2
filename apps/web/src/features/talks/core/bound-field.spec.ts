import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as Y from 'yjs';
import { bindField } from './bound-field.ts';
import { TestArea } from './test-area.ts';

/** Somebody's page with one field; what they write reaches others only when it is sent. */
class Page {
  readonly doc = new Y.Doc();
  readonly area = new TestArea();
  readonly letGo: () => void;
  #sent: Uint8Array[] = [];
  #held = 0;
  readonly #back: Uint8Array[] = [];

  constructor() {
    const holder = {
      hold: () => (this.#held += 1),
      release: () => {
        this.#held -= 1;
        for (const update of this.#back.splice(0)) this.hear(update);
      },
    };
    this.letGo = bindField(this.area, this.doc.getText('field'), holder);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin === 'remote' || this.#sent.push(update));
  }

  hear(update: Uint8Array): void {
    if (this.#held > 0) this.#back.push(update);
    else Y.applyUpdate(this.doc, update, 'remote');
  }

  sendTo(other: Page): void {
    for (const update of this.#sent.splice(0)) other.hear(update);
  }
}

const pair = (): [Page, Page] => [new Page(), new Page()];
const meet = (one: Page, other: Page): void => {
  one.sendTo(other);
  other.sendTo(one);
};
const texts = ({ area, doc }: Page): string[] => [area.value, doc.getText('field').toString()];

describe('two people in one field', () => {
  test('whatever they type, paste and remove, and whenever it arrives: both screens are equal and each kept their words', () => {
    const act = fc.record({
      who: fc.nat(1),
      from: fc.nat(30),
      length: fc.nat(6),
      text: fc.string({ unit: 'grapheme', maxLength: 6 }),
      arrives: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const pages = pair();
        for (const { who, from, length, text, arrives } of acts) {
          const { area } = pages[who] as Page;
          const cut = whole(area.value, from, from + length);
          area.replace(cut.start, cut.end, text);
          if (arrives) meet(...pages);
        }
        meet(...pages);
        expect(new Set(pages.flatMap(texts)).size).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  test('only adding loses not a character', () => {
    const act = fc.record({ who: fc.nat(1), at: fc.nat(200), arrives: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const pages = pair();
        acts.forEach(({ who, at, arrives }, index) => {
          const { area } = pages[who] as Page;
          const place = Math.min(at, area.value.length);
          area.replace(place, place, String.fromCodePoint(0x4e00 + index));
          if (arrives) meet(...pages);
        });
        meet(...pages);
        expect(pages[0].area.value).toBe(pages[1].area.value);
        expect([...pages[0].area.value].toSorted()).toEqual(
          acts.map((_, index) => String.fromCodePoint(0x4e00 + index)),
        );
      }),
    );
  });

  test('a caret stays where it stood in the words when somebody writes before it, behind it or takes away around it', () => {
    const [coach, teacher] = pair();
    coach.area.type('een twee drie');
    meet(coach, teacher);
    teacher.area.setSelectionRange(4, 8);
    coach.area.replace(0, 0, 'nul ');
    coach.area.replace(17, 17, ' vier');
    meet(coach, teacher);
    expect(teacher.area.value).toBe('nul een twee drie vier');
    expect(teacher.area.value.slice(teacher.area.selectionStart, teacher.area.selectionEnd)).toBe('twee');
    coach.area.replace(8, 22, '');
    meet(coach, teacher);
    expect([teacher.area.selectionStart, teacher.area.selectionEnd]).toEqual([8, 8]);
  });

  test('nothing changes under a word that is being composed; both words are there when it is done', () => {
    const [coach, teacher] = pair();
    teacher.area.dispatchEvent(new Event('compositionstart'));
    teacher.area.type('に');
    coach.area.type('rust ');
    coach.sendTo(teacher);
    expect(teacher.area.value).toBe('に');
    teacher.area.replace(0, 1, '日');
    teacher.area.dispatchEvent(new Event('compositionend'));
    meet(coach, teacher);
    expect(teacher.area.value).toBe(coach.area.value);
    expect([...teacher.area.value].toSorted().join('')).toBe([...'rust 日'].toSorted().join(''));
  });

  test('undo takes back the own words, not the other’s', () => {
    const [coach, teacher] = pair();
    teacher.area.type('van mij');
    meet(coach, teacher);
    coach.area.replace(7, 7, ' en van jou');
    meet(coach, teacher);
    teacher.area.press('z', { ctrlKey: true });
    expect(teacher.area.value).toBe(' en van jou');
    teacher.area.press('z', { ctrlKey: true, shiftKey: true });
    meet(coach, teacher);
    expect(coach.area.value).toBe('van mij en van jou');
  });
});

describe('what is pasted', () => {
  test('from a word processor: its line ends, control and direction characters become plain', () => {
    const [coach, teacher] = pair();
    coach.area.type('Begin: einde');
    coach.area.setSelectionRange(7, 7);
    coach.area.type('“regel een”\r\nregel\u0007 twee\u202e\r\n\t• punt\ud800 ');
    meet(coach, teacher);
    const plain = 'Begin: “regel een”\nregel twee\n\t• punt\ufffd einde';
    expect([coach, teacher].flatMap(texts)).toEqual([plain, plain, plain, plain]);
    expect(coach.area.selectionStart).toBe(plain.length - 'einde'.length);
  });

  test('five thousand characters with emoji go in pieces that a message can hold, and come out whole', () => {
    const [coach, teacher] = pair();
    const sizes: number[] = [];
    coach.doc.on('update', (update: Uint8Array) => sizes.push(update.byteLength));
    const long = `x${'👩‍🏫 wacht na een vraag. '.repeat(600)}`;
    coach.area.type(long);
    meet(coach, teacher);
    expect(teacher.area.value).toBe(long.normalize('NFC'));
    expect(Math.max(...sizes)).toBeLessThan(24 * 1024);
    expect(sizes.length).toBeGreaterThan(1);
  });
});

test('a field that is let go hears and writes nothing more', () => {
  const [coach, teacher] = pair();
  coach.letGo();
  coach.area.type('weg');
  teacher.area.type('hier');
  meet(coach, teacher);
  expect(coach.area.value).toBe('weg');
  expect(coach.doc.getText('field').toString()).toBe('hier');
});

/** Not within a character. */
function whole(text: string, from: number, to: number): { start: number; end: number } {
  const edge = (at: number): number => {
    const place = Math.min(at, text.length);
    return /[\udc00-\udfff]/.test(text[place] ?? '') ? place - 1 : place;
  };
  return { start: edge(from), end: Math.max(edge(from), edge(to)) };
}
