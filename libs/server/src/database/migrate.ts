/** `node dist/database/migrate.js`: brings the database of the settings up to date, and says what it did. */
import { ConfigError, loadConfig } from '../config.ts';
import { MigrationError, migrate } from './migrator.ts';

try {
  const applied = await migrate(loadConfig().database.url);
  console.info(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof MigrationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
