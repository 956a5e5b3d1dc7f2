/** Where a deletion can be killed: what was done there is not noted yet, or half done. */
export const faultPoints = [
  'before the journal',
  'journalledAt not noted',
  'keyDestroyedAt not noted',
  'some recorded',
  'some erased',
  'erasedAt not noted',
  'rowsGoneAt not noted',
  'not certified',
  'signed',
] as const;
export type FaultPoint = (typeof faultPoints)[number];
