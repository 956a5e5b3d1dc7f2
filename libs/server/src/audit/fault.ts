export type FaultKind = 'changed' | 'removed' | 'put_in' | 'cut' | 'waiting' | 'head' | 'key';

export interface Fault {
  kind: FaultKind;
  /** Of the first broken place; absent where it has none. */
  number?: number;
  entryId?: string;
  /** What is wrong, as a sentence. */
  sentence: string;
}
