import * as Y from 'yjs';

/** A text of a talk as the tables hold it: what was merged, and what was written since. */
export interface StoredText {
  snapshot: Uint8Array | null;
  updates: readonly Uint8Array[];
}

export function openText({ snapshot, updates }: StoredText): Y.Doc {
  const doc = new Y.Doc();
  if (snapshot !== null) Y.applyUpdate(doc, snapshot);
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** The words of a field, as people read them. */
export const wordsOf = (doc: Y.Doc, field: string): string => doc.getText(field).toString();
