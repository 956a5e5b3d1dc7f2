import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { HomeController } from './home.controller.ts';
import { HomeRepository } from './home.repository.ts';
import { HomeService } from './home.service.ts';

@Module({ imports: [TrajectoriesModule], controllers: [HomeController], providers: [HomeRepository, HomeService] })
export class HomeModule {}
