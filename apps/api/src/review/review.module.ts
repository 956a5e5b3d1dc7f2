import { Module } from '@nestjs/common';
import { CommentsModule } from '../comments/comments.module.ts';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { RecordingsModule } from '../recordings/recordings.module.ts';
import { SealsModule } from '../seals/seals.module.ts';
import { CommentFeed } from './comment-feed.ts';
import { ProgressFeed } from './progress-feed.ts';
import { ProgressRepository } from './progress.repository.ts';
import { ReviewGateway } from './review.gateway.ts';
import { SealFeed } from './seal-feed.ts';
import { WatchDoor } from './watch-door.ts';
import { Viewers } from './viewers.ts';

@Module({
  imports: [CommentsModule, RecordingAccessModule, RecordingsModule, SealsModule],
  providers: [CommentFeed, Viewers, ProgressFeed, ProgressRepository, ReviewGateway, SealFeed, WatchDoor],
})
export class ReviewModule {}
