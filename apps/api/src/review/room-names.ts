/** Everybody who watches a recording. */
export const roomOf = (recordingId: string): string => `recording:${recordingId}`;
/** One person's tabs among them. */
export const personIn = (recordingId: string, personId: string): string => `recording:${recordingId}:${personId}`;
/** Whoever follows its preparation, on the home or upload page. */
export const followersOf = (recordingId: string): string => `follow:${recordingId}`;
/** Who only uploads it for somebody else, and loses sight of it once it is whole. */
export const uploadersOf = (recordingId: string): string => `upload:${recordingId}`;
