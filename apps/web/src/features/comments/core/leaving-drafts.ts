import type { Draft } from './device-store.ts';

const KEY = 'lesblik-leaving-drafts';

/** The device store answers later, and a page that goes does not wait: what is not yet there is put down here at once. */
export function putDown(drafts: readonly Draft[]): void {
  if (drafts.length > 0) localStorage.setItem(KEY, JSON.stringify([...all(), ...drafts]));
}

/** What one person left on one recording; it is here no longer. */
export function takeUp(personId: string, recordingId: string): Draft[] {
  const isTheirs = (draft: Draft): boolean => draft.personId === personId && draft.recordingId === recordingId;
  const kept = all();
  const others = kept.filter((draft) => !isTheirs(draft));
  if (others.length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(others));
  return kept.filter(isTheirs);
}

const all = (): Draft[] => JSON.parse(localStorage.getItem(KEY) ?? '[]') as Draft[];
