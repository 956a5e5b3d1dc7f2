import { type MediaWorld, mediaWorld } from '../../support/media-world.ts';
import { startPostgres } from '../../support/postgres.ts';

/** Database, storage and queue of media workers, on a PostgreSQL of their own. */
export async function withMediaWorld<T>(work: (world: MediaWorld) => Promise<T>): Promise<T> {
  const { url, stop } = await startPostgres();
  process.env['TEST_POSTGRES_URL'] = url;
  try {
    const world = await mediaWorld();
    try {
      return await work(world);
    } finally {
      await world.close();
    }
  } finally {
    await stop();
  }
}
