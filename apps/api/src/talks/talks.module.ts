import { Module } from '@nestjs/common';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { AgendasController } from './agendas.controller.ts';
import { AgendasRepository } from './agendas.repository.ts';
import { AgendasService } from './agendas.service.ts';
import { TalkDoor } from './live/talk-door.ts';
import { TalkPageGateway } from './live/talk-page.gateway.ts';
import { TalkPresence } from './live/talk-presence.ts';
import { TextFeed } from './live/text-feed.ts';
import { MomentsRepository } from './moments.repository.ts';
import { MomentsService } from './moments.service.ts';
import { PreparationsService } from './preparations.service.ts';
import { ShownMomentsRepository } from './shown-moments.repository.ts';
import { ShownMomentsService } from './shown-moments.service.ts';
import { SummariesRepository } from './summaries.repository.ts';
import { SummariesService } from './summaries.service.ts';
import { TalkAccessService } from './talk-access.service.ts';
import { TalkPageController } from './talk-page.controller.ts';
import { TalksController } from './talks.controller.ts';
import { TalksRepository } from './talks.repository.ts';
import { TalksService } from './talks.service.ts';
import { TextsRepository } from './texts/texts.repository.ts';
import { TextsService } from './texts/texts.service.ts';

@Module({
  imports: [RecordingAccessModule, RoomsModule, TrajectoriesModule],
  controllers: [AgendasController, TalkPageController, TalksController],
  providers: [
    ...[TalksRepository, TalksService, TalkAccessService, AgendasRepository, AgendasService],
    ...[TextsRepository, TextsService, PreparationsService, SummariesRepository, SummariesService],
    ...[MomentsRepository, MomentsService, ShownMomentsRepository, ShownMomentsService],
    ...[TalkDoor, TalkPageGateway, TalkPresence, TextFeed],
  ],
  exports: [TalkAccessService, ShownMomentsService],
})
export class TalksModule {}
