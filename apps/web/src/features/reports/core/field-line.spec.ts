import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { ReportField } from '@lesblik/shared/reports';
import { FieldLine, type Kept, type Ports } from './field-line.ts';

/** A server of one field, and a device that keeps. */
class Desk {
  field: ReportField = { key: 'learned', goalId: null, text: '', released: false, rated: false, revision: 0 };
  kept: Kept | undefined;
  away = false;
  readonly ports: Ports = {
    write: async ({ revision, ...changes }) => {
      if (this.away) throw new Error('away');
      if (revision !== this.field.revision) throw new Error('changed');
      return this.put(changes);
    },
    read: async () => this.field,
    kept: { get: () => this.kept, set: (kept) => void (this.kept = kept) },
    kindOf: (error) => {
      const { message } = error as Error;
      return message === 'away' || message === 'changed' ? message : 'other';
    },
  };

  put(changes: Partial<ReportField>): ReportField {
    this.field = { ...this.field, ...changes, revision: this.field.revision + 1 };
    return this.field;
  }
}

let desk: Desk;
beforeEach(() => {
  jest.useFakeTimers();
  desk = new Desk();
});
afterEach(() => void jest.useRealTimers());

const open = () => new FieldLine(desk.field, desk.ports);
const pause = () => jest.advanceTimersByTimeAsync(5_000);

test('what is typed is saved at a pause, once', async () => {
  const line = open();
  for (const text of ['R', 'Ru', 'Rust']) line.type(text);
  expect(line.getState().line).toBe('saving');
  await pause();
  expect(desk.field).toMatchObject({ text: 'Rust', revision: 1 });
  expect(line.getState()).toMatchObject({ text: 'Rust', line: 'saved' });
  expect(desk.kept).toBeUndefined();
});

test('words written elsewhere are not written over: both are shown, and either can be kept', async () => {
  for (const mine of [true, false]) {
    desk = new Desk();
    const line = open();
    line.type('Van hier');
    desk.put({ text: 'Van elders' });
    await pause();
    expect(desk.field.text).toBe('Van elders');
    expect(line.getState()).toMatchObject({ text: 'Van hier', theirs: 'Van elders', line: 'conflict' });
    if (mine) line.keepMine();
    else line.takeTheirs();
    await pause();
    expect(desk.field.text).toBe(mine ? 'Van hier' : 'Van elders');
    expect(line.getState()).toMatchObject({ text: desk.field.text, theirs: null, line: 'saved' });
  }
});

test('a choice made elsewhere is no conflict with words typed here', async () => {
  const line = open();
  line.type('Rust');
  desk.put({ released: true });
  await pause();
  expect(desk.field).toMatchObject({ text: 'Rust', released: true });
  expect(line.getState().line).toBe('saved');
});

test('a choice on words that changed elsewhere shows them first', async () => {
  const line = open();
  desk.put({ text: 'Van elders' });
  line.choose({ released: true });
  await pause();
  expect(desk.field).toMatchObject({ text: 'Van elders', released: true });
  expect(line.getState()).toMatchObject({ text: 'Van elders', released: true, line: 'saved' });
});

test('without a line it tries again, and says so', async () => {
  desk.away = true;
  const line = open();
  line.type('Rust');
  await jest.advanceTimersByTimeAsync(1_500);
  expect(line.getState().line).toBe('offline');
  desk.away = false;
  await pause();
  expect(desk.field.text).toBe('Rust');
  expect(line.getState().line).toBe('saved');
});

test('a page that was closed too early finds its words again; over other words it asks', async () => {
  open().type('Halverwege');
  const again = open();
  expect(again.getState().text).toBe('Halverwege');
  await pause();
  expect(desk.field.text).toBe('Halverwege');
  desk.kept = { text: 'Oud', over: 'Iets anders' };
  expect(open().getState()).toMatchObject({ text: 'Oud', theirs: 'Halverwege', line: 'conflict' });
});

test('what the page reads anew is shown, unless words wait that were written over others', async () => {
  const line = open();
  line.seen(desk.put({ text: 'Overgenomen' }));
  expect(line.getState().text).toBe('Overgenomen');
  line.type('Overgenomen, en meer');
  line.seen(desk.put({ text: 'Elders' }));
  expect(line.getState()).toMatchObject({ text: 'Overgenomen, en meer', theirs: 'Elders', line: 'conflict' });
});

test('a refusal stays with its words', async () => {
  const line = new FieldLine(desk.field, { ...desk.ports, write: () => Promise.reject(new Error('over')) });
  line.type('Rust');
  await pause();
  expect(line.getState()).toMatchObject({ text: 'Rust', line: 'refused' });
  expect(desk.kept?.text).toBe('Rust');
});
