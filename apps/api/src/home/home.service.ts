import { Injectable } from '@nestjs/common';
import type { Waiting } from '@lesblik/shared/home';
import { TurnsService } from '../trajectories/turns.service.ts';
import { HomeRepository } from './home.repository.ts';
import { waitingTurns } from './waiting-turns.ts';

@Injectable()
export class HomeService {
  constructor(
    private readonly repository: HomeRepository,
    private readonly turns: TurnsService,
  ) {}

  async waiting(personId: string): Promise<{ items: Waiting[] }> {
    const [others, own] = await Promise.all([this.repository.waiting(personId), this.turns.of(personId)]);
    const all = [...others, ...own.flatMap(waitingTurns)].toSorted((a, b) => a.rank - b.rank);
    return { items: all.map(({ item }) => item) };
  }
}
