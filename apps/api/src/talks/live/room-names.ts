/** Everybody on a talk's page. */
export const roomOf = (talkId: string): string => `talk:${talkId}`;
/** One person's tabs among them. */
export const personIn = (talkId: string, personId: string): string => `talk:${talkId}:${personId}`;
