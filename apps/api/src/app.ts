import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ConfigError } from '@lesblik/server/config';
import { json } from 'express';
import { AppModule } from './app.module.ts';
import { onItsDevice } from './http/device-now.ts';
import { headers } from './http/headers.ts';
import { limitPatience, smallBodies } from './http/patience.ts';
import { fromOurPagesOnly } from './http/our-pages.ts';
import { serveWeb } from './base/serve-web.ts';
import type { Services } from './base/services.ts';
import { serveDocs } from './openapi/docs-page.ts';
import { SocketAdapter } from './sockets/socket-adapter.ts';

const MOST_JSON = 256 * 1024;

/**
 * The whole API on the given services, not yet listening.
 * @param webFolder the built web, served at `/` where it exists
 */
export async function createApp(services: Services, webFolder?: string): Promise<NestExpressApplication> {
  const { config } = services;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(services), {
    bodyParser: false,
    abortOnError: false,
    logger: ['error', 'warn'],
    ...(config.http.tls !== undefined && { httpsOptions: readTls(config.http.tls) }),
  });
  limitPatience(app.getHttpServer());
  app.set('trust proxy', config.http.trustedProxies.length > 0 ? config.http.trustedProxies : false);
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(headers(config.http.publicUrl));
  app.use(fromOurPagesOnly(config.http.publicUrl));
  app.use(smallBodies(MOST_JSON));
  app.use(json({ limit: MOST_JSON }));
  app.use(onItsDevice);
  app.setGlobalPrefix('api');
  app.useWebSocketAdapter(new SocketAdapter(app));
  serveDocs(app);
  if (webFolder !== undefined) serveWeb(app, webFolder);
  return app;
}

/** @throws ConfigError when a file cannot be read */
function readTls({ certificateFile, keyFile }: NonNullable<Services['config']['http']['tls']>) {
  const read = (file: string): Buffer => {
    try {
      return readFileSync(file);
    } catch (cause) {
      throw new ConfigError(`${file} cannot be read: TLS needs the certificate and its key.`, { cause });
    }
  };
  return { cert: read(certificateFile), key: read(keyFile) };
}
