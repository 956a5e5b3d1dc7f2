import { plainText } from '@lesblik/shared/common';
import * as Y from 'yjs';
import { editBetween } from './edit-between.ts';

/** What the binding needs of a textarea. */
export interface Area extends EventTarget {
  value: string;
  selectionStart: number;
  selectionEnd: number;
  setSelectionRange(start: number, end: number): void;
}

interface Holder {
  /** What others write waits, so that nothing changes under a word that is being composed. */
  hold(): void;
  release(): void;
}

/** So much goes into one change: sent, it is well below what a message may hold. */
const MOST_AT_ONCE = 4_000;

function pieces(text: string): string[] {
  const found: string[] = [];
  for (let from = 0; from < text.length;) {
    // A character of two halves stays whole.
    const to = from + MOST_AT_ONCE - (/[\ud800-\udbff]/.test(text[from + MOST_AT_ONCE - 1] ?? '') ? 1 : 0);
    found.push(text.slice(from, to));
    from = to;
  }
  return found;
}

/** Where a place in the text is after what others did to it. What comes in right at the caret stands behind it. */
function moved(place: number, delta: Y.YTextEvent['delta']): number {
  let at = 0;
  let now = place;
  for (const { retain, insert, delete: removed } of delta) {
    if (retain !== undefined) at += retain;
    if (typeof insert === 'string') {
      if (at < now) now += insert.length;
      at += insert.length;
    }
    if (removed !== undefined) now -= Math.max(0, Math.min(removed, now - at));
  }
  return now;
}

/** Binds a textarea to a text that others write in at the same time; both keep their words. @returns how to let go */
export function bindField(area: Area, text: Y.Text, { hold, release }: Holder): () => void {
  const origin = {};
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([origin]) });
  const stop = new AbortController();
  let composing = false;
  area.value = text.toString();

  const type = (): void => {
    const { at, removed, inserted } = editBetween(text.toString(), area.value, area.selectionEnd);
    if (removed === 0 && inserted === '') return;
    const plain = plainText(inserted);
    const parts = pieces(plain);
    text.doc?.transact(() => {
      if (removed > 0) text.delete(at, removed);
      text.insert(at, parts[0] ?? '');
    }, origin);
    let end = at + (parts[0]?.length ?? 0);
    for (const part of parts.slice(1)) {
      const from = end;
      text.doc?.transact(() => text.insert(from, part), origin);
      end += part.length;
    }
    if (plain === inserted || composing) return;
    area.value = text.toString();
    area.setSelectionRange(end, end);
  };

  const hear = ({ delta, transaction }: Y.YTextEvent): void => {
    if (transaction.origin === origin) return;
    const { selectionStart, selectionEnd } = area;
    area.value = text.toString();
    area.setSelectionRange(moved(selectionStart, delta), moved(selectionEnd, delta));
  };

  const endComposing = (): void => {
    if (!composing) return;
    composing = false;
    type();
    release();
  };
  const on = (name: string, act: (event: Event) => void): void =>
    area.addEventListener(name, act, { signal: stop.signal });
  on('input', type);
  on('compositionstart', () => {
    if (composing) return;
    composing = true;
    hold();
  });
  on('compositionend', endComposing);
  // Where a window is left in the middle of a word, its end is not always told.
  on('blur', endComposing);
  on('keydown', (event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event as KeyboardEvent;
    if (!(ctrlKey || metaKey) || altKey) return;
    const letter = key.toLowerCase();
    if (letter !== 'z' && letter !== 'y') return;
    // The browser's own undo knows nothing of what others wrote, and would take that away.
    event.preventDefault();
    if (letter === 'y' || shiftKey) undo.redo();
    else undo.undo();
  });
  text.observe(hear);
  return () => {
    endComposing();
    stop.abort();
    text.unobserve(hear);
    undo.destroy();
  };
}
