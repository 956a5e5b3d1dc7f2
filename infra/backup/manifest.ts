import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Written last: a backup without it is not whole. */
export const Manifest = z.object({
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  database: z.object({
    migrations: z.array(z.string()),
    tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  }),
  objects: z.object({ count: z.int(), bytes: z.number() }),
});
export type Manifest = z.infer<typeof Manifest>;

export const readManifest = async (folder: string): Promise<Manifest> =>
  Manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
