import { open } from 'node:fs/promises';
import { untrusted } from '../lend.ts';
import { type Box, boxes, view } from './boxes.ts';

/** An MP4 that ffmpeg is still writing: each `read` answers the outermost boxes that became whole since the last. */
export class GrowingMp4 {
  private at = 0;

  constructor(private readonly path: string) {}

  async read(): Promise<Box[]> {
    const file = await open(this.path, untrusted).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!file) return [];
    const found: Box[] = [];
    try {
      const { size } = await file.stat();
      const header = Buffer.alloc(8);
      while (this.at + 8 <= size) {
        await file.read(header, 0, 8, this.at);
        const length = view(header).getUint32(0);
        if (length < 8 || this.at + length > size) break;
        const whole = Buffer.alloc(length);
        await file.read(whole, 0, length, this.at);
        found.push(...boxes(whole));
        this.at += length;
      }
    } finally {
      await file.close();
    }
    return found;
  }
}
