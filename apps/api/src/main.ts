import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig } from '@lesblik/server/config';
import { masterKeyBesideData } from '@lesblik/server/keys/beside-the-data';
import { createApp } from './app.ts';
import { openServices } from './base/services.ts';
import { assertAllRoutesImplemented } from './http/bindings.ts';

try {
  await start();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(78); // EX_CONFIG of sysexits(3)
}

async function start(): Promise<void> {
  const services = await openServices(loadConfig());
  const { config, log, shutdown } = services;
  shutdown.listen();
  const beside = masterKeyBesideData(config);
  if (beside !== undefined) log.warn(beside);
  const app = await createApp(services, fileURLToPath(new URL('../../web/dist', import.meta.url)));
  assertAllRoutesImplemented();
  shutdown.add('http', () => app.close());
  await app.listen(config.http.port, config.http.host);
  log.info({ address: await app.getUrl() }, 'the API listens');
}
