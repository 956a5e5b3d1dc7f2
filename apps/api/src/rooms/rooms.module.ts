import { Module } from '@nestjs/common';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { TakesModule } from '../takes/takes.module.ts';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { EntranceGateway } from './entrance.gateway.ts';
import { LeftOpenRepository } from './left-open.repository.ts';
import { LeftOpenService } from './left-open.service.ts';
import { LiveRooms } from './live/live-rooms.ts';
import { MediaGateway } from './media.gateway.ts';
import { MediaPlaneModule } from './media/media-plane.module.ts';
import { MessagesRepository } from './messages.repository.ts';
import { RoomsController } from './rooms.controller.ts';
import { RoomsRepository } from './rooms.repository.ts';
import { RoomsService } from './rooms.service.ts';
import { TalkGateway } from './talk.gateway.ts';

@Module({
  imports: [MediaPlaneModule, RecordingAccessModule, TakesModule, TrajectoriesModule],
  controllers: [RoomsController],
  providers: [
    ...[EntranceGateway, MediaGateway, TalkGateway],
    ...[LiveRooms, LeftOpenRepository, LeftOpenService],
    ...[MessagesRepository, RoomsRepository, RoomsService],
  ],
  exports: [LiveRooms, RoomsService],
})
export class RoomsModule {}
