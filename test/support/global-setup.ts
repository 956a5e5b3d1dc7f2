import { startPostgres } from './postgres.ts';

declare global {
  var stopPostgres: (() => Promise<void>) | undefined;
}

/** One PostgreSQL for a whole run; each spec file makes its own database in it (database.ts). */
export default async function setUp(): Promise<void> {
  const { url, stop } = await startPostgres();
  process.env['TEST_POSTGRES_URL'] = url;
  globalThis.stopPostgres = stop;
}
