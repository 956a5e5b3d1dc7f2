import { Controller, Res } from '@nestjs/common';
import { objectNames } from '@lesblik/server/media/object-names';
import { recordingRoutes as routes } from '@lesblik/shared/recordings';
import type { Input } from '@lesblik/shared/route';
import type { Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { sendObject, sendText } from '../http/send-object.ts';
import { type Device, OnDevice } from '../http/device-of.ts';
import { PlaybackService } from './playback.service.ts';
import { SittingsService } from './sittings.service.ts';

const PLAYLIST = 'application/vnd.apple.mpegurl';

@Controller()
export class PlaybackController {
  constructor(
    private readonly playback: PlaybackService,
    private readonly sittings: SittingsService,
  ) {}

  @Implements(routes.master)
  async master(
    @Me() me: Person,
    @FromRoute() { params }: Input<typeof routes.master>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    sendText(response, PLAYLIST, await this.playback.master(me.id, params.recordingId, device));
  }

  @Implements(routes.playlist)
  async playlist(
    @Me() me: Person,
    @FromRoute() { params }: Input<typeof routes.playlist>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    sendText(response, PLAYLIST, await this.playback.playlist(me.id, params.recordingId, params.rendition, device));
  }

  @Implements(routes.segment)
  async segment(
    @Me() me: Person,
    @FromRoute() { params }: Input<typeof routes.segment>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    const { recordingId, rendition, segment } = params;
    const found = await this.playback.segment(me.id, recordingId, rendition, segment, device);
    await sendObject(response, { ...found, type: 'video/mp4' });
  }

  @Implements(routes.poster)
  async poster(
    @Me() me: Person,
    @FromRoute() { params }: Input<typeof routes.poster>,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.playback.poster(me.id, params.recordingId);
    await sendObject(response, { ...found, type: 'image/jpeg' });
  }

  @Implements(routes.thumbnails)
  async thumbnails(
    @Me() me: Person,
    @FromRoute() { params }: Input<typeof routes.thumbnails>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.playback.overview(me.id, params.recordingId, objectNames.thumbnails, device);
    await sendObject(response, { ...found, type: 'text/vtt; charset=utf-8' });
  }

  @Implements(routes.thumbnailSheet)
  async thumbnailSheet(
    @Me() me: Person,
    @FromRoute() { params }: Input<typeof routes.thumbnailSheet>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    const name = objectNames.thumbnailSheet(Number.parseInt(params.sheet, 10));
    const found = await this.playback.overview(me.id, params.recordingId, name, device);
    await sendObject(response, { ...found, type: 'image/jpeg' });
  }

  @Implements(routes.waveform)
  async waveform(
    @Me() me: Person,
    @FromRoute() { params }: Input<typeof routes.waveform>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.playback.overview(me.id, params.recordingId, objectNames.waveform, device);
    await sendObject(response, { ...found, type: 'application/octet-stream' });
  }

  @Implements(routes.position)
  async position(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.position>) {
    return { atMs: await this.sittings.position(me.id, params.recordingId) };
  }

  @Implements(routes.played)
  async played(
    @Me() me: Person,
    @FromRoute() { params, body }: Input<typeof routes.played>,
    @OnDevice() device: Device,
  ): Promise<undefined> {
    await this.sittings.played(me.id, params.recordingId, body, device);
  }
}
