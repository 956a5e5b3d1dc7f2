/** An object of a recording. `name` like `original`, `hls/480/12.m4s`. */
export interface ObjectRef {
  recordingId: string;
  name: string;
}

/** What is kept, and copied by a backup, and archives of it, which are not. */
export type ObjectRoot = 'recordings' | 'archives';

export const recordingPrefix = (recordingId: string, root: ObjectRoot = 'recordings'): string =>
  `${root}/${recordingId}/`;
export const uploadsPrefix = (recordingId: string): string => `uploads/${recordingId}/`;

/** Where the object lies, and what its frames are bound to. */
export function keyOf({ recordingId, name }: ObjectRef, root?: ObjectRoot): string {
  if (!/^[0-9A-Za-z-]{2,64}$/.test(recordingId)) throw new RangeError(`Not a recording's id: ${recordingId}`);
  if (!/^[0-9A-Za-z][0-9A-Za-z._-]*(\/[0-9A-Za-z][0-9A-Za-z._-]*)*$/.test(name) || name.length > 200) {
    throw new RangeError(`Not an object's name: ${name}`);
  }
  return `${recordingPrefix(recordingId, root)}${name}`;
}
