/** What one row of the table says. */
export interface Figure {
  what: string;
  /** What it is held against, measured in the same run; `–` where there is nothing. */
  against: string;
  measured: string;
  reach: string;
  reached: boolean;
  /** Everything measured, for the JSON. */
  numbers: Record<string, number>;
}

export interface Row {
  name: string;
  /** @param options `long`: for an hour what else is measured for minutes */
  run: (options: { long: boolean }) => Promise<Figure[]>;
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
export const milliseconds = (ms: number): string => `${Math.round(ms)} ms`;
export const ratio = (value: number): string => value.toFixed(2);
export const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/** The smallest value that at least `share` of them do not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const since = performance.now();
  const value = await work();
  return { ms: performance.now() - since, value };
}
