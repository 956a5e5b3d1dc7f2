let moves = 0;

/** Counts moves between pages of this visit. */
export function noteMove(): void {
  moves += 1;
}

/** False on the first page of a visit: there the browser's own focus is right. */
export const cameFromInside = (): boolean => moves > 0;
