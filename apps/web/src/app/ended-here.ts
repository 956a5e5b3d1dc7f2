const ended = new Set<string>();

/** Somebody's part in what this page shows ended while it was open: whoever reads that it is not there is told why. */
export const endHere = (): void => void ended.add(location.pathname);

export const endedHere = (): boolean => ended.has(location.pathname);
