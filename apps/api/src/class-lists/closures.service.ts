import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { DB } from '@lesblik/server/database/schema';
import { Teller } from '@lesblik/server/notifications/teller';
import type { ConsentPurpose } from '@lesblik/shared/class-lists';
import type { LessonClosure } from '@lesblik/shared/lesson-consent';
import { Problem } from '@lesblik/shared/problems';
import type { Transaction } from 'kysely';
import { CLOCK } from '../base/tokens.ts';
import { ClosuresRepository } from './closures.repository.ts';

/** What an owner is told of and finds on a list, when consent for a pupil in a lesson ends. */
@Injectable()
export class ClosuresService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly teller: Teller,
    private readonly repository: ClosuresRepository,
  ) {}

  /** With the answer that closes them; whoever wrote that down knows of it. */
  async close(tx: Transaction<DB>, me: string, pupilId: string, purpose: ConsentPurpose): Promise<void> {
    const at = this.#now();
    for (const { recordingId, ownerId } of await this.repository.close(pupilId, purpose, at, tx)) {
      const news = { kind: 'consent_withdrawn', subjectId: recordingId, of: at, byId: me } as const;
      await this.teller.tell(tx, { ...news, personIds: [ownerId] });
    }
  }

  async list(me: string): Promise<LessonClosure[]> {
    return this.repository.waiting(me, this.#now());
  }

  async settle(me: string, closureId: string): Promise<void> {
    if (!(await this.repository.settle(me, closureId, this.#now()))) throw new Problem('not_found');
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
