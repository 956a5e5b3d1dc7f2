import { Module } from '@nestjs/common';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { AroundRepository } from './around.repository.ts';
import { CommentsController } from './comments.controller.ts';
import { CommentsRepository } from './comments.repository.ts';
import { CommentsService } from './comments.service.ts';
import { PointsToService } from './points-to.service.ts';

@Module({
  imports: [RecordingAccessModule],
  controllers: [CommentsController],
  providers: [AroundRepository, CommentsRepository, CommentsService, PointsToService],
  exports: [CommentsService],
})
export class CommentsModule {}
