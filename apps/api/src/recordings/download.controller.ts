import { Controller, Req, Res } from '@nestjs/common';
import { recordingRoutes as routes } from '@lesblik/shared/recordings';
import type { Input } from '@lesblik/shared/route';
import type { Request, Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { privately, sendObject } from '../http/send-object.ts';
import { type Device, OnDevice } from './device-of.ts';
import { DownloadService } from './download.service.ts';

const UNSATISFIABLE = -1;

@Controller()
export class DownloadController {
  constructor(private readonly downloads: DownloadService) {}

  /** RFC 9110: one range at a time; several are answered with the whole. */
  @Implements(routes.original)
  async original(
    @Me() me: Person,
    @FromRoute() { params: { recordingId } }: Input<typeof routes.original>,
    @OnDevice() device: Device,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { fileName, size } = await this.downloads.describe(me.id, recordingId);
    // An original never changes, so its recording's id tells one from another.
    const tag = `"${recordingId}"`;
    response.set({ 'Accept-Ranges': 'bytes', ETag: tag });
    response.attachment(fileName);
    const sameAsBefore = request.headers['if-range'] === undefined || request.headers['if-range'] === tag;
    const ranges = sameAsBefore ? request.range(size) : undefined;
    if (ranges === UNSATISFIABLE) {
      privately(response);
      response.removeHeader('Content-Disposition');
      response.status(416).set('Content-Range', `bytes */${size}`).end();
      return;
    }
    const one = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
    const part = one === undefined ? {} : { start: one.start, end: one.end + 1 };
    if (one !== undefined) {
      response.status(206).set('Content-Range', `bytes ${one.start}-${one.end}/${size}`);
      response.setHeader('Content-Length', one.end - one.start + 1);
    }
    if (request.method === 'HEAD') {
      privately(response);
      if (one === undefined) response.setHeader('Content-Length', size);
      response.type('application/octet-stream').end();
      return;
    }
    const found = await this.downloads.open(me.id, recordingId, part, device);
    await sendObject(response, { ...found, type: 'application/octet-stream' });
  }
}
