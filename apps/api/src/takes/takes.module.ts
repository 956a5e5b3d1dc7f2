import { Module } from '@nestjs/common';
import { RecordingsModule } from '../recordings/recordings.module.ts';
import { TakeEndsService } from './take-ends.service.ts';
import { TakesRepository } from './takes.repository.ts';
import { TakesService } from './takes.service.ts';

@Module({
  imports: [RecordingsModule],
  providers: [TakesRepository, TakeEndsService, TakesService],
  exports: [TakesService],
})
export class TakesModule {}
