import { Module } from '@nestjs/common';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { RecordingsModule } from '../recordings/recordings.module.ts';
import { AroundRepository } from './around.repository.ts';
import { CommentNews } from './comment-news.ts';
import { CommentsController } from './comments.controller.ts';
import { CommentsRepository } from './comments.repository.ts';
import { CommentsService } from './comments.service.ts';
import { PointsToService } from './points-to.service.ts';

@Module({
  imports: [RecordingAccessModule, RecordingsModule],
  controllers: [CommentsController],
  providers: [AroundRepository, CommentNews, CommentsRepository, CommentsService, PointsToService],
  exports: [CommentsService],
})
export class CommentsModule {}
