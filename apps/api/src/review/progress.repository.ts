import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { RecordingState } from '@lesblik/shared/recording-state';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class ProgressRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** How far a recording is; for rooms, which were asked at the door. */
  async find(recordingId: string) {
    const row = await this.db
      .selectFrom('recording')
      .select(['id as recordingId', 'state', 'playable', 'progress', 'secondsLeft', 'problem'])
      .where('id', '=', recordingId)
      .executeTakeFirst();
    return row && { ...row, state: RecordingState.parse(row.state) };
  }
}
