import { expect, test } from '@jest/globals';
import type { ExportedComment } from '@lesblik/shared/exported-lessons';
import { webAnnotations } from './web-annotations.ts';

const author = { id: '0b7f2f0e-6c86-4f0a-9d39-8f7b8a2d7c11', name: 'Docent' };
const first: ExportedComment = {
  ...{ id: '4f0cf53c-5a53-4a39-8a83-0d1f6f7c1a01', author, parentId: null, kind: 'question' },
  ...{ moment: { startMs: 83_004, endMs: null }, text: 'Wat gebeurt hier?', private: false, mentions: [] },
  goals: [
    { id: '4f0cf53c-5a53-4a39-8a83-0d1f6f7c1a02', title: 'Wachttijd' },
    { id: '4f0cf53c-5a53-4a39-8a83-0d1f6f7c1a03', title: null },
  ],
  ...{ doneAt: null, doneBy: null, createdAt: '2026-11-01T08:00:00.000Z', editedAt: '2026-11-02T08:00:00.000Z' },
};
const reply: ExportedComment = {
  ...first,
  id: author.id,
  parentId: first.id,
  text: 'Stilte',
  goals: [],
  editedAt: null,
};

test('comments after the Web Annotation Data Model: a fragment of the film, or the comment that is answered', () => {
  const range = { ...first, moment: { startMs: 0, endMs: 3_600_500 } };
  const collection = webAnnotations([first, reply, range], { id: 'les', source: 'film.mp4' });
  expect(collection).toMatchObject({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'AnnotationCollection',
    total: 3,
    first: { type: 'AnnotationPage', startIndex: 0 },
  });
  const [one, two, three] = collection.first.items;
  expect(one).toEqual({
    id: `urn:uuid:${first.id}`,
    type: 'Annotation',
    motivation: ['commenting', 'questioning'],
    creator: { id: `urn:uuid:${author.id}`, type: 'Person', name: 'Docent' },
    created: first.createdAt,
    modified: first.editedAt,
    body: [
      { type: 'TextualBody', purpose: 'commenting', format: 'text/plain', value: 'Wat gebeurt hier?' },
      { type: 'TextualBody', purpose: 'tagging', value: 'Wachttijd' },
    ],
    target: {
      source: 'film.mp4',
      selector: {
        type: 'FragmentSelector',
        conformsTo: 'http://www.w3.org/TR/media-frags/',
        value: 't=npt:83.004,83.005',
      },
    },
  });
  expect(two).toMatchObject({ motivation: 'replying', target: `urn:uuid:${first.id}` });
  expect(two).not.toHaveProperty('modified');
  expect(three).toMatchObject({ target: { selector: { value: 't=npt:0.000,3600.500' } } });
});
