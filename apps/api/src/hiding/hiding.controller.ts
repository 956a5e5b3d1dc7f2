import { Controller, Res } from '@nestjs/common';
import { hidingRoutes as routes } from '@lesblik/shared/hiding';
import type { Input } from '@lesblik/shared/route';
import type { Response } from 'express';
import { type Device, OnDevice } from '../http/device-of.ts';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { sendObject, sendText } from '../http/send-object.ts';
import { PlaybackService } from '../recordings/playback.service.ts';
import { HidingService } from './hiding.service.ts';

const PLAYLIST = 'application/vnd.apple.mpegurl';

@Controller()
export class HidingController {
  constructor(
    private readonly hiding: HidingService,
    private readonly playback: PlaybackService,
  ) {}

  @Implements(routes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.get>) {
    return this.hiding.get(me.id, params.recordingId);
  }

  @Implements(routes.save)
  save(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.save>) {
    return this.hiding.save(me.id, params.recordingId, body);
  }

  @Implements(routes.make)
  make(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.make>) {
    return this.hiding.make(me.id, params.recordingId);
  }

  @Implements(routes.use)
  use(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.use>) {
    return this.hiding.use(me.id, params.recordingId);
  }

  @Implements(routes.remove)
  async remove(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.remove>): Promise<undefined> {
    await this.hiding.remove(me.id, params.recordingId);
  }

  @Implements(routes.master)
  async master(
    @Me() me: Person,
    @FromRoute() { params: { recordingId } }: Input<typeof routes.master>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    const id = await this.hiding.toLookAt(me.id, recordingId);
    sendText(response, PLAYLIST, await this.playback.master(me.id, recordingId, device, id));
  }

  @Implements(routes.playlist)
  async playlist(
    @Me() me: Person,
    @FromRoute() { params: { recordingId, rendition } }: Input<typeof routes.playlist>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    const id = await this.hiding.toLookAt(me.id, recordingId);
    sendText(response, PLAYLIST, await this.playback.playlist(me.id, recordingId, rendition, device, id));
  }

  @Implements(routes.segment)
  async segment(
    @Me() me: Person,
    @FromRoute() { params: { recordingId, rendition, segment } }: Input<typeof routes.segment>,
    @OnDevice() device: Device,
    @Res() response: Response,
  ): Promise<void> {
    const id = await this.hiding.toLookAt(me.id, recordingId);
    const found = await this.playback.segment(me.id, recordingId, rendition, segment, device, id);
    await sendObject(response, { ...found, type: 'video/mp4' });
  }
}
