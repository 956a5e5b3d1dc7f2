let filmBytes = Number.POSITIVE_INFINITY;

/** What this installation takes at most; told with who is signed in. */
export function noteLimits(limits: { filmBytes: number }): void {
  filmBytes = limits.filmBytes;
}

export const largestFilm = (): number => filmBytes;
