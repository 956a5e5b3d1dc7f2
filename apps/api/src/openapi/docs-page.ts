import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { VERSION } from '../base/version.ts';
import { openApiDocument } from './document.ts';

/** The page at `/api/docs`, served from the package: nothing comes from elsewhere. */
export function serveDocs(app: NestExpressApplication): void {
  SwaggerModule.setup('api/docs', app, openApiDocument(VERSION) as never, { raw: false });
}
