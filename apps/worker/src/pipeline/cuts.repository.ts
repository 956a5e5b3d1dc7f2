import { Inject, Injectable } from '@nestjs/common';
import { forgetCuts, wantCuts } from '@lesblik/server/media/cuts';
import type { Range } from '@lesblik/shared/cuts';
import { HiddenList } from '@lesblik/shared/hiding';
import { sql } from 'kysely';
import { type Database, DATABASE } from '../base/tokens.ts';

export interface Cut {
  id: string;
  recordingId: string;
}

/** What is to be made: the part, and what is hidden in it. */
export interface CutOrder {
  range: Range;
  hidden: HiddenList | null;
}

/** From here on a film was examined: where its frames lie is known. */
const examined = ['transcoding', 'completing', 'ready'];

/** The parts of recordings that somebody is shown. */
@Injectable()
export class CutsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** One that waits to be made, of a film of which it can be. */
  async open({ id, recordingId }: Cut): Promise<CutOrder | undefined> {
    const row = await this.#open()
      .leftJoin('recordingHiding as h', 'h.id', 'k.hidingId')
      .select(['k.startMs', 'k.endMs', 'h.list'])
      .where('k.id', '=', id)
      .where('k.recordingId', '=', recordingId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { startMs, endMs, list } = row;
    return { range: { startMs, endMs }, hidden: list === null ? null : HiddenList.parse(list) };
  }

  all(): Promise<Cut[]> {
    return this.#open().select(['k.id', 'k.recordingId']).orderBy('k.createdAt').execute();
  }

  /** @returns false when nobody is shown it any more, or the film was cleared away meanwhile */
  async made({ id, recordingId }: Cut): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('recordingCut as k')
      .from('recording as r')
      .set({ madeAt: sql<Date>`now()` })
      .whereRef('r.id', '=', 'k.recordingId')
      .where('r.state', 'in', examined)
      .where('k.id', '=', id)
      .where('k.recordingId', '=', recordingId)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async failed({ id }: Cut, problem: string): Promise<void> {
    await this.db.updateTable('recordingCut').set({ problem }).where('id', '=', id).execute();
  }

  want(at: Date): Promise<void> {
    return wantCuts(this.db, at, null);
  }

  forget(at: Date): Promise<Cut[]> {
    return forgetCuts(this.db, at);
  }

  #open() {
    return this.db
      .selectFrom('recordingCut as k')
      .innerJoin('recording as r', 'r.id', 'k.recordingId')
      .where('k.madeAt', 'is', null)
      .where('k.problem', 'is', null)
      .where('r.state', 'in', examined);
  }
}
