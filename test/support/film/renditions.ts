import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Film } from '../../../apps/worker/src/ffmpeg/film.ts';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import type { Chunk, FilmPlan } from '../../../apps/worker/src/ffmpeg/plan/types.ts';
import type { FilmSource } from '../../../apps/worker/src/ffmpeg/source.ts';

/** What a storage would hold of one rendition. */
export class Rendition {
  readonly inits: Buffer[] = [];
  readonly segments = new Map<number, Buffer>();

  get init(): Buffer {
    const [first] = this.inits;
    if (!first) throw new Error('no initialisation segment');
    return first;
  }

  /** The initialisation segment and these segments in order, as one file that any decoder opens. */
  async write(path: string, numbers = [...this.segments.keys()].toSorted((a, b) => a - b)): Promise<string> {
    await writeFile(path, Buffer.concat([this.init, ...numbers.map((n) => this.segments.get(n) ?? Buffer.alloc(0))]));
    return path;
  }

  readonly sinks = {
    onInit: async (bytes: Uint8Array): Promise<void> => void this.inits.push(Buffer.from(bytes)),
    onSegment: async (n: number, bytes: Uint8Array): Promise<void> => void this.segments.set(n, Buffer.from(bytes)),
  };
}

export interface Made {
  film: Film;
  plan: FilmPlan;
  source: FilmSource;
}

/** Encodes these chunks, each as a job would: in a scratch folder of its own. */
export async function encodeChunks(
  ffmpeg: Ffmpeg,
  { film, plan, source }: Made,
  chunks: Pick<Chunk, 'from' | 'to'>[],
  folder: string,
  options: { rungs?: string[]; effort?: 'ladder' | 'view' } = {},
): Promise<Map<string, Rendition>> {
  const names = options.rungs ?? plan.rungs.map((r) => r.name);
  const made = new Map(names.map((name) => [name, new Rendition()]));
  for (const { from, to } of chunks) {
    const scratch = await mkdtemp(join(folder, 'chunk-'));
    await ffmpeg.chunk({
      film,
      plan,
      source,
      scratch,
      from,
      to,
      rungs: names,
      effort: options.effort ?? 'ladder',
      onInit: async (rung, bytes) => made.get(rung)?.sinks.onInit(bytes),
      onSegment: async (rung, n, bytes) => made.get(rung)?.sinks.onSegment(n, bytes),
    });
    await rm(scratch, { recursive: true });
  }
  return made;
}
