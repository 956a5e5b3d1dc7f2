import { expect, test } from '@jest/globals';
import { placesFor } from './places.ts';

const lesson = (id: string, title: string, fileName = 'IMG_1.MOV') => ({
  ...{ id, title, fileName, recordedOn: '2026-09-01', uploadedAt: new Date() },
});

test('each lesson has a folder of its own, by day and title, with its film under a plain name', () => {
  const lessons = [
    lesson('a', 'Breuken'),
    lesson('b', 'breuken'),
    lesson('c', '../😀', 'x.<script>'),
    lesson('d', ' '),
  ];
  const places = placesFor(lessons, ({ id }) => (id === 'b' ? 'damaged' : 7), 'nl');
  expect([...places.values()]).toEqual([
    {
      folder: 'lessen/2026-09-01 Breuken',
      film: { path: 'lessen/2026-09-01 Breuken/film.mov', bytes: 7 },
      filmMissing: null,
    },
    { folder: 'lessen/2026-09-01 breuken (2)', film: null, filmMissing: 'damaged' },
    { folder: 'lessen/2026-09-01 _😀', film: { path: 'lessen/2026-09-01 _😀/film', bytes: 7 }, filmMissing: null },
    {
      folder: 'lessen/2026-09-01 les',
      film: { path: 'lessen/2026-09-01 les/film.mov', bytes: 7 },
      filmMissing: null,
    },
  ]);
});
