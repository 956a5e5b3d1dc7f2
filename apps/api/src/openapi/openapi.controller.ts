import { Controller, Get, Header } from '@nestjs/common';
import { openApiDocument } from './document.ts';
import { VERSION } from '../base/version.ts';

@Controller()
export class OpenApiController {
  private readonly document = openApiDocument(VERSION);

  @Get('openapi.json')
  @Header('Cache-Control', 'no-cache')
  get() {
    return this.document;
  }
}
