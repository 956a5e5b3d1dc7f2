import type { CommentKind } from '@lesblik/shared/comments';

export type GlyphName = CommentKind | 'private';

/** Outlines in a box of 16 by 16: each kind is told apart by its shape as well as by its colour. */
const outlines: Record<GlyphName, string> = {
  compliment: 'M8 14.2 2.6 8.8A3.6 3.6 0 0 1 7.7 3.7L8 4l.3-.3a3.6 3.6 0 0 1 5.1 5.1Z',
  question: 'M8 1.2a6.4 6.4 0 0 1 0 12.8 6.6 6.6 0 0 1-2.6-.5L1.9 14.6l1-3.2A6.4 6.4 0 0 1 8 1.2Z',
  suggestion:
    'M8 .8a5 5 0 0 1 3.1 8.9c-.5.4-.8 1-.8 1.6v.2H5.7v-.2c0-.6-.3-1.2-.8-1.6A5 5 0 0 1 8 .8ZM5.9 12.7h4.2v.9a1.2 1.2 0 0 1-1.2 1.2H7.1a1.2 1.2 0 0 1-1.2-1.2Z',
  private:
    'M4.2 6.8V5a3.8 3.8 0 0 1 7.6 0v1.8h.7a.9.9 0 0 1 .9.9v5.6a.9.9 0 0 1-.9.9h-9a.9.9 0 0 1-.9-.9V7.7a.9.9 0 0 1 .9-.9ZM6 6.8h4V5a2 2 0 0 0-4 0Z',
};

const paths = new Map<GlyphName, Path2D>();

export function glyphPath(name: GlyphName): Path2D {
  const known = paths.get(name);
  if (known) return known;
  const made = new Path2D(outlines[name]);
  paths.set(name, made);
  return made;
}
