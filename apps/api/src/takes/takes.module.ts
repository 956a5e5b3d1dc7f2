import { Module } from '@nestjs/common';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { RecordingsModule } from '../recordings/recordings.module.ts';
import { TakeEndsService } from './take-ends.service.ts';
import { TakesRepository } from './takes.repository.ts';
import { TakesService } from './takes.service.ts';

@Module({
  imports: [RecordingAccessModule, RecordingsModule],
  providers: [TakesRepository, TakeEndsService, TakesService],
  exports: [TakesService],
})
export class TakesModule {}
