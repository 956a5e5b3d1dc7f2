import { renameSync, writeFileSync } from 'node:fs';

/** A private file that a reader sees whole, as it was or as it is now, whatever happens meanwhile. */
export function writeWhole(file: string, text: string): void {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, text, { mode: 0o600, flush: true });
  renameSync(half, file);
}
