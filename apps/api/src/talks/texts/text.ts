import { createHash } from 'node:crypto';
import { wordsOf } from '@lesblik/server/talks/talk-text';
import { SUMMARY } from '@lesblik/shared/agendas';
import { legible } from '@lesblik/shared/common';
import { MOST_FIELD_CHARACTERS } from '@lesblik/shared/talk-events';
import { Problem } from '@lesblik/shared/problems';
import * as Y from 'yjs';

/** Two who fill one field at once may each come to the page's own limit. */
const MOST_CHARACTERS = 3 * MOST_FIELD_CHARACTERS;

/** Only plain characters in one of the fields; an item that follows another names no parent of its own. */
const fits = (struct: Y.Item | Y.GC | Y.Skip, fields: ReadonlySet<string>): boolean => {
  if (!(struct instanceof Y.Item)) return true;
  const { parent, parentSub, content } = struct;
  const plain = content instanceof Y.ContentString || content instanceof Y.ContentDeleted;
  const root = parent === null || (typeof parent === 'string' && fields.has(parent));
  return plain && root && parentSub === null;
};

/**
 * Adds to the text what somebody wrote.
 * @throws Problem talk_text_refused for what is no such thing, or follows on what is not there; talk_text_too_long.
 *   The text is then spoiled.
 */
export function takeIn(doc: Y.Doc, update: Uint8Array, fields: ReadonlySet<string>): void {
  try {
    if (!Y.decodeUpdate(update).structs.every((struct) => fits(struct, fields))) throw new Problem('talk_text_refused');
    Y.applyUpdate(doc, update);
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('talk_text_refused', undefined, { cause });
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Problem('talk_text_refused');
  for (const field of fields)
    if (doc.getText(field).length > MOST_CHARACTERS) throw new Problem('talk_text_too_long', { field });
}

/** What the page lacks that is at this state. @throws Problem talk_text_refused for what is no state */
export function lacking(doc: Y.Doc, state: Uint8Array): Uint8Array {
  try {
    return Y.encodeStateAsUpdate(doc, state);
  } catch (cause) {
    throw new Problem('talk_text_refused', undefined, { cause });
  }
}

export const whole = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc);

export const summaryOf = (doc: Y.Doc): string => legible(wordsOf(doc, SUMMARY));

/** By which a confirmation knows the words that it was given for. */
export const digestOf = (summary: string): Buffer => createHash('sha256').update(summary).digest();
