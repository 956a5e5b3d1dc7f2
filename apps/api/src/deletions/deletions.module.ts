import { Module } from '@nestjs/common';
import { DeletionsController } from './deletions.controller.ts';
import { DeletionsRepository } from './deletions.repository.ts';
import { DeletionsService } from './deletions.service.ts';

@Module({
  controllers: [DeletionsController],
  providers: [DeletionsRepository, DeletionsService],
})
export class DeletionsModule {}
