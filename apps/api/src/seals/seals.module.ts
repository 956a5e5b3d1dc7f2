import { Module } from '@nestjs/common';
import { CommentsModule } from '../comments/comments.module.ts';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { SealsController } from './seals.controller.ts';
import { SealsRepository } from './seals.repository.ts';
import { SealsService } from './seals.service.ts';

@Module({
  imports: [CommentsModule, RecordingAccessModule],
  controllers: [SealsController],
  providers: [SealsRepository, SealsService],
  exports: [SealsService],
})
export class SealsModule {}
