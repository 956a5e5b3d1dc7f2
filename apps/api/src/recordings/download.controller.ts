import { Controller, Req, Res } from '@nestjs/common';
import { recordingRoutes as routes } from '@lesblik/shared/recordings';
import type { Input } from '@lesblik/shared/route';
import type { Request, Response } from 'express';
import { askedRange } from '../http/asked-range.ts';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { sendObject } from '../http/send-object.ts';
import { type Device, OnDevice } from '../http/device-of.ts';
import { DownloadService } from './download.service.ts';

@Controller()
export class DownloadController {
  constructor(private readonly downloads: DownloadService) {}

  @Implements(routes.original)
  async original(
    @Me() me: Person,
    @FromRoute() { params: { recordingId }, query: { purpose } }: Input<typeof routes.original>,
    @OnDevice() device: Device,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { fileName, size } = await this.downloads.describe(me.id, recordingId, purpose);
    const part = askedRange(request, response, { fileName, size, tag: recordingId });
    if (part === undefined) return;
    const { close, ...found } = await this.downloads.open(me.id, recordingId, part, { device, purpose });
    try {
      await sendObject(response, { ...found, type: 'application/octet-stream' });
    } finally {
      close();
    }
  }
}
