import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class UploadsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  find(recordingId: string) {
    return this.db
      .selectFrom('recording')
      .select(['id', 'organisationId', 'ownerId', 'uploaderId', 'bytes', 'state', 'problem', 'uploadedAt', 'uploadId'])
      .where('id', '=', recordingId)
      .executeTakeFirst();
  }

  /** The recording's one upload: of two devices that begin at once, both get the same. */
  async uploadIdOf(recordingId: string, fresh: string): Promise<string | undefined> {
    const row = await this.db
      .updateTable('recording')
      .set((eb) => ({ uploadId: eb.fn.coalesce('uploadId', eb.val(fresh)) }))
      .where('id', '=', recordingId)
      .where('origin', '=', 'upload')
      .where('state', 'in', ['created', 'uploading'])
      .returning('uploadId')
      .executeTakeFirst();
    return row?.uploadId ?? undefined;
  }

  async forgetUpload(recordingId: string, db: Database = this.db): Promise<void> {
    await db.updateTable('recording').set({ uploadId: null }).where('id', '=', recordingId).execute();
  }

  async saveProgress(recordingId: string, progress: number, secondsLeft: number | null, at: Date): Promise<void> {
    await this.db
      .updateTable('recording')
      .set({ progress, secondsLeft, progressAt: at })
      .where('id', '=', recordingId)
      .where('state', '=', 'uploading')
      .execute();
  }

  /** Recordings still waiting for bytes that nobody sent any to since. */
  quietSince(since: Date) {
    return this.db
      .selectFrom('recording')
      .select(['id', 'uploadId'])
      .where('origin', '=', 'upload')
      .where('state', 'in', ['created', 'uploading'])
      .where((eb) => eb(eb.fn.coalesce('progressAt', 'createdAt'), '<', since))
      .orderBy('createdAt')
      .execute();
  }
}
