import { Injectable } from '@nestjs/common';
import type { Waiting } from '@lesblik/shared/home';
import { HomeRepository } from './home.repository.ts';

@Injectable()
export class HomeService {
  constructor(private readonly repository: HomeRepository) {}

  async waiting(personId: string): Promise<{ items: Waiting[] }> {
    return { items: await this.repository.waiting(personId) };
  }
}
