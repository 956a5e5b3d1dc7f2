import type { ExportedComment } from '@lesblik/shared/exported-lessons';

const MOTIVATIONS = { compliment: 'assessing', question: 'questioning', suggestion: 'editing' } as const;

const person = ({ id, name }: { id: string; name: string }) => ({ id: `urn:uuid:${id}`, type: 'Person', name });

/** Seconds of a Media Fragment (W3C Media Fragments URI 1.0, normal play time). */
const npt = (ms: number): string => `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;

/** A fragment without an end would run to the film's: a point is the millisecond that it is. */
const fragment = ({ startMs, endMs }: ExportedComment['moment']): string =>
  `t=npt:${npt(startMs)},${npt(endMs ?? startMs + 1)}`;

/**
 * The comments of one lesson after the W3C's Web Annotation Data Model, in JSON-LD.
 * @param source the film beside this file, or the lesson's id where the film is not in the archive
 */
export function webAnnotations(comments: readonly ExportedComment[], lesson: { id: string; source: string }) {
  const items = comments.map(({ id, parentId, author, kind, moment, text, goals, createdAt, editedAt }) => ({
    id: `urn:uuid:${id}`,
    type: 'Annotation',
    motivation: parentId === null ? ['commenting', MOTIVATIONS[kind]] : 'replying',
    creator: person(author),
    created: createdAt,
    ...(editedAt !== null && { modified: editedAt }),
    body: [
      {
        type: 'TextualBody',
        purpose: parentId === null ? 'commenting' : 'replying',
        format: 'text/plain',
        value: text,
      },
      ...goals.flatMap(({ title }) =>
        title === null ? [] : [{ type: 'TextualBody', purpose: 'tagging', value: title }],
      ),
    ],
    target:
      parentId === null
        ? {
            source: lesson.source,
            selector: {
              type: 'FragmentSelector',
              conformsTo: 'http://www.w3.org/TR/media-frags/',
              value: fragment(moment),
            },
          }
        : `urn:uuid:${parentId}`,
  }));
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:uuid:${lesson.id}#comments`,
    type: 'AnnotationCollection',
    total: items.length,
    first: { id: `urn:uuid:${lesson.id}#comments-1`, type: 'AnnotationPage', startIndex: 0, items },
  };
}
