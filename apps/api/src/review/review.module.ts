import { Module } from '@nestjs/common';
import { CommentsModule } from '../comments/comments.module.ts';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { CommentFeed } from './comment-feed.ts';
import { ProgressFeed } from './progress-feed.ts';
import { ProgressRepository } from './progress.repository.ts';
import { ReviewGateway } from './review.gateway.ts';
import { WatchDoor } from './watch-door.ts';
import { Viewers } from './viewers.ts';

@Module({
  imports: [CommentsModule, RecordingAccessModule],
  providers: [CommentFeed, Viewers, ProgressFeed, ProgressRepository, ReviewGateway, WatchDoor],
})
export class ReviewModule {}
