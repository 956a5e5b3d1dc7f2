import { Controller, Req, Res } from '@nestjs/common';
import { exportRoutes as routes } from '@lesblik/shared/exports';
import type { Input } from '@lesblik/shared/route';
import type { Request, Response } from 'express';
import { askedRange } from '../http/asked-range.ts';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { type Device, OnDevice } from '../http/device-of.ts';
import { sendObject } from '../http/send-object.ts';
import { ArchiveDownloadService } from './archive-download.service.ts';

@Controller()
export class ArchiveDownloadController {
  constructor(private readonly downloads: ArchiveDownloadService) {}

  @Implements(routes.archive)
  async archive(
    @Me() me: Person,
    @FromRoute() { params: { exportId } }: Input<typeof routes.archive>,
    @OnDevice() device: Device,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const described = await this.downloads.describe(me.id, exportId);
    const range = askedRange(request, response, { ...described, tag: exportId });
    if (range === undefined) return;
    const { read, ended, close } = await this.downloads.open(me.id, exportId, range, device);
    try {
      await sendObject(response, { read, ended, type: 'application/octet-stream' });
    } finally {
      close();
    }
  }
}
