import { Controller, Req, Res } from '@nestjs/common';
import type { Language } from '@lesblik/shared/common';
import { deletionRoutes as routes, MOST_CERTIFICATE_BYTES } from '@lesblik/shared/deletions';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { Request, Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { privately } from '../http/send-object.ts';
import { AttemptsService } from '../identity/attempts.service.ts';
import { DeletionsService } from './deletions.service.ts';

@Controller()
export class DeletionsController {
  constructor(
    private readonly deletions: DeletionsService,
    private readonly attempts: AttemptsService,
  ) {}

  @Implements(routes.list)
  list(@Me() me: Person, @FromRoute() { query }: Input<typeof routes.list>) {
    return this.deletions.list(me.id, query);
  }

  @Implements(routes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.get>) {
    return this.deletions.get(me.id, params.recordingId);
  }

  @Implements(routes.certificate)
  async certificate(
    @Me() me: Person,
    @FromRoute() { params, query }: Input<typeof routes.certificate>,
    @Res() response: Response,
  ): Promise<void> {
    const signed = await this.deletions.certificate(me.id, params.recordingId);
    privately(response);
    downloadedAs(response, nameOf(signed.certificate.recording, query.language), 'json');
    response.type('application/json').send(JSON.stringify(signed, null, 1));
  }

  @Implements(routes.pdf)
  async pdf(
    @Me() me: Person,
    @FromRoute() { params, query }: Input<typeof routes.pdf>,
    @Res() response: Response,
  ): Promise<void> {
    const { pdf, recordedOn } = await this.deletions.pdf(me.id, params.recordingId, query.language);
    privately(response);
    downloadedAs(response, nameOf({ recordedOn }, query.language), 'pdf');
    response.type('application/pdf').send(pdf);
  }

  @Implements(routes.verify)
  async verify(@Req() request: Request) {
    await this.attempts.assertRoomForLink(request.ip ?? '');
    return this.deletions.verify(await fileIn(request));
  }

  @Implements(routes.keys)
  async keys() {
    return { items: await this.deletions.publicKeys() };
  }
}

const nameOf = ({ recordedOn }: { recordedOn: string }, language: Language): string =>
  `${language === 'nl' ? 'bewijs-van-verwijdering' : 'certificate-of-deletion'}-${recordedOn}`;

function downloadedAs(response: Response, name: string, kind: 'json' | 'pdf'): void {
  response.setHeader('Content-Disposition', `attachment; filename="${name}.${kind}"`);
}

/** @throws Problem body_too_large */
async function fileIn(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_CERTIFICATE_BYTES) throw new Problem('body_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
