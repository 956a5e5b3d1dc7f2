import 'reflect-metadata';
import { ConfigError, loadConfig } from '@lesblik/server/config';
import { openServices } from './base/services.ts';
import { startWorker } from './worker.ts';

try {
  const services = await openServices(loadConfig());
  services.shutdown.listen();
  await startWorker(services);
  services.log.info('the media worker takes jobs');
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(78); // EX_CONFIG of sysexits(3)
}
