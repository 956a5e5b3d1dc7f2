import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { PagesOpen } from './pages-open.ts';

const page = () => ({ conn: new EventEmitter() });

test('nobody has more pages open than that, and a page that closes makes room', () => {
  const pages = new PagesOpen(2);
  const [first, second] = [page(), page()];
  expect([pages.enter('ada', first), pages.enter('ada', second), pages.enter('ada', page())]).toEqual([
    ...[true, true, false],
  ]);
  expect(pages.enter('bo', page())).toBe(true);
  second.conn.emit('close');
  expect([pages.enter('ada', page()), pages.enter('ada', page())]).toEqual([true, false]);
});
