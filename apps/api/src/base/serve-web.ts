import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';

const YEAR = '1y';

/** The built review client at `/`; files under `assets/` bear a hash in their name and never change. */
export function serveWeb(app: NestExpressApplication, folder: string): void {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: YEAR, fallthrough: false }));
  const file = express.static(folder, { index: false, maxAge: 0 });
  app.use((request: express.Request, response: express.Response, next: express.NextFunction) => {
    const page = request.method === 'GET' || request.method === 'HEAD';
    if (!page || /^\/(api|socket\.io)(\/|$)/.test(request.path)) return next();
    file(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(index);
    });
  });
}
