import type { Config } from '@jest/types';
import { startPostgres } from './postgres.ts';
import { startS3 } from './s3/start-s3.ts';

declare global {
  var stopServers: (() => Promise<void>) | undefined;
}

/**
 * One PostgreSQL and one S3 server for a whole run; each spec file makes its own database (database.ts) and bucket
 * (s3/test-bucket.ts) in them. A run of some specs only starts no S3 server: those that need one start their own.
 */
export default async function setUp({ testPathPatterns }: Config.GlobalConfig): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  globalThis.stopServers = async () => {
    for (const stop of stops) await stop();
  };
  try {
    const postgres = await startPostgres();
    stops.push(postgres.stop);
    process.env['TEST_POSTGRES_URL'] = postgres.url;
    if (testPathPatterns.patterns.length > 0) return;
    const s3 = await startS3();
    stops.push(s3.stop);
    process.env['TEST_S3'] = JSON.stringify(s3.server);
  } catch (error) {
    await globalThis.stopServers();
    throw error;
  }
}
