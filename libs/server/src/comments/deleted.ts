/** How long its author can bring a deleted comment back. */
export const UNDO_MS = 10 * 60 * 1000;

/** What is left of a deleted comment: its row, by which open pages learn that it went. */
export const emptied = { text: '', goalIds: [], mentionIds: [] };
