import { open, stat } from 'node:fs/promises';

/** The bytes of an original, wherever they are. `read` answers exactly `length` bytes, or fewer only at the end of the film. */
export interface FilmSource {
  readonly size: number;
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** A film on the local disk. Each read opens the file anew, so that no handle is left behind. */
export async function fileSource(path: string): Promise<FilmSource> {
  const { size } = await stat(path);
  return {
    size,
    async read(offset, length) {
      const file = await open(path, 'r');
      try {
        const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await file.close();
      }
    },
  };
}
