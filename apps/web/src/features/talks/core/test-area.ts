import type { Area } from './bound-field.ts';

/** A textarea as far as the binding looks, at which tests type. */
export class TestArea extends EventTarget implements Area {
  value = '';
  selectionStart = 0;
  selectionEnd = 0;

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = Math.min(start, this.value.length);
    this.selectionEnd = Math.min(end, this.value.length);
  }

  /** What is selected from `start` to `end` gives way to `text`, as by typing or pasting. */
  replace(start: number, end: number, text: string): void {
    this.value = this.value.slice(0, start) + text + this.value.slice(end);
    this.setSelectionRange(start + text.length, start + text.length);
    this.dispatchEvent(new Event('input'));
  }

  /** At the caret. */
  type(text: string): void {
    this.replace(this.selectionStart, this.selectionEnd, text);
  }

  press(key: string, keys: { ctrlKey?: boolean; shiftKey?: boolean } = {}): void {
    const event = new Event('keydown', { cancelable: true });
    this.dispatchEvent(
      Object.assign(event, { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...keys }),
    );
  }
}
