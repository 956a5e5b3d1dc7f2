/** Writes the tables' types from the migrations, applied to an empty PostgreSQL; with `--check` it fails when they differ. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { migrate } from '../../libs/server/src/database/migrator.ts';
import { startTemporaryCluster } from '../bootstrap/postgres.ts';

const check = process.argv.includes('--check');
const codegen = join(dirname(createRequire(import.meta.url).resolve('kysely-codegen')), 'cli/bin.js');
const postgres = await startTemporaryCluster();
try {
  await migrate(postgres.url);
  const { status } = spawnSync(
    process.execPath,
    [
      codegen,
      ...['--dialect', 'postgres', '--url', postgres.url, '--camel-case', '--default-schema', 'public'],
      ...['--exclude-pattern', '{bullmq.*,*applied_migration}', '--type-mapping', '{"int8":"number","date":"string"}'],
      ...['--out-file', join(import.meta.dirname, '../../libs/server/src/database/schema.ts'), '--log-level', 'error'],
      ...(check ? ['--verify'] : []),
    ],
    { stdio: 'inherit', cwd: join(import.meta.dirname, '../..') },
  );
  if (status !== 0 && check)
    console.error('database/schema.ts differs from the migrations: run node infra/generate/database-types.ts');
  process.exitCode = status ?? 1;
} finally {
  await postgres.stop();
}
