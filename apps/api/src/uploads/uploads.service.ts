import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { Log } from '@lesblik/server/log';
import { MediaWork, publishRecording } from '@lesblik/server/media/media-work';
import { uploadProgress } from '@lesblik/server/media/progress';
import { transition } from '@lesblik/server/media/transition';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { EncryptedUploads, newUploadId, recordingOfUpload, type Upload } from '@lesblik/server/storage/uploads';
import { Problem } from '@lesblik/shared/problems';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK, DATABASE, LOG } from '../base/tokens.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { LeaseLocker } from './lease-locker.ts';
import type { UploadEvents } from './upload-store.ts';
import { UploadsRepository } from './uploads.repository.ts';

/** An upload that nobody goes on with is kept so long. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const TELL_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 10 * 60 * 1000;
const LOCK_PATIENCE_MS = 15_000;

/** Films on their way: who may send, how far they are, and what becomes of them when they are whole or given up. */
@Injectable()
export class UploadsService implements UploadEvents, OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly notices: NoticeBus,
    private readonly uploads: EncryptedUploads,
    private readonly locker: LeaseLocker,
    private readonly work: MediaWork,
    private readonly access: RecordingAccessService,
    private readonly auditLog: AuditLogService,
    private readonly repository: UploadsRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.sweep().catch((error: unknown) => this.log.error({ err: error }, 'uploads were not swept'));
    }, SWEEP_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** @returns the id under which this recording's film is sent. @throws Problem not_found, recording_state */
  async begin(personId: string, recordingId: string): Promise<string> {
    await this.access.assertMay(personId, 'upload', recordingId);
    const uploadId = await this.repository.uploadIdOf(recordingId, newUploadId(recordingId));
    if (uploadId === undefined) throw new Problem('recording_state');
    return uploadId;
  }

  /** The announced length was weighed against quota and largest size when the recording was made: it holds. */
  async assertLength(uploadId: string, size: number | undefined): Promise<void> {
    const recording = await this.repository.find(recordingOfUpload(uploadId) ?? '');
    if (recording === undefined) throw new Problem('upload_not_found');
    if (size === recording.bytes) return;
    if (size !== undefined && size > recording.bytes) throw new Problem('upload_too_many_bytes');
    throw new Problem('invalid_input', { issues: [{ path: 'Upload-Length', message: `Must be ${recording.bytes}.` }] });
  }

  /** Asked before every request that names an upload. @throws Problem upload_not_found, upload_expired, recording_state */
  async assertMaySend(personId: string, uploadId: string, method: string): Promise<void> {
    const recordingId = recordingOfUpload(uploadId);
    const recording = recordingId === undefined ? undefined : await this.repository.find(recordingId);
    if (recordingId === undefined || recording === undefined) throw new Problem('upload_not_found');
    // Whoever uploaded for somebody else and missed the last answer may still learn that all bytes arrived.
    const asksWhetherWhole = method === 'HEAD' && recording.uploaderId === personId && recording.uploadedAt !== null;
    if (!asksWhetherWhole) await this.access.assertMay(personId, 'upload', recordingId);
    if (recording.problem === 'upload_expired') throw new Problem('upload_expired');
    if (recording.uploadId !== uploadId) throw new Problem('upload_not_found');
    if (method !== 'HEAD' && recording.state !== 'created' && recording.state !== 'uploading') {
      throw new Problem('recording_state');
    }
  }

  async *watch(upload: Upload, offset: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const { recordingId, size } = upload;
    let stopped = false;
    const unsubscribe = this.notices.subscribe((notice) => {
      if (notice.kind === 'recording_stopped' && notice.recordingId === recordingId) stopped = true;
    });
    const began = this.clock.now();
    let told = 0;
    let reached = offset;
    try {
      await transition(this.db, recordingId, 'first_byte', { problem: null });
      for await (const chunk of source) {
        if (stopped) throw new Problem('recording_state');
        // The upload empties the chunk.
        const { length } = chunk;
        yield chunk;
        reached += length;
        const now = this.clock.now();
        if (now - told < TELL_EVERY_MS) continue;
        told = now;
        const speed = (reached - offset) / Math.max(1, now - began);
        await this.tellProgress(recordingId, reached, size, Math.round((size - reached) / speed / 1000));
      }
    } finally {
      unsubscribe();
      await this.tellProgress(recordingId, reached, size, null);
    }
  }

  /** Moves on to the media worker; says nothing when that was done before. The film itself is all that is kept of it. */
  async whole({ id, recordingId }: Upload): Promise<void> {
    const recording = await this.repository.find(recordingId);
    if (recording === undefined) return;
    if (await this.work.uploaded(recordingId)) {
      const { organisationId, uploaderId } = recording;
      await this.auditLog.record({ organisationId, recordingId, kind: 'uploaded', actorId: uploaderId });
    }
    if (await this.isWhole(recordingId)) await this.uploads.remove(id);
  }

  async isWhole(recordingId: string): Promise<boolean> {
    const recording = await this.repository.find(recordingId);
    return recording !== undefined && recording.uploadedAt !== null;
  }

  /** An upload that ended unfinished may begin anew, from its first byte. @returns false when it did not end */
  async reopen(recordingId: string, tx: Database): Promise<boolean> {
    const changes = { problem: null, progress: null, secondsLeft: null, uploadId: null, progressAt: this.now() };
    return (await transition(tx, recordingId, 'reopened', changes)) !== undefined;
  }

  /** Removes every byte of an unfinished upload. */
  async discard(recordingId: string): Promise<void> {
    const recording = await this.repository.find(recordingId);
    const uploadId = recording?.uploadId ?? null;
    if (uploadId === null) return;
    await this.alone(uploadId, () => this.uploads.remove(uploadId));
    await this.repository.forgetUpload(recordingId);
  }

  /** Finishes what was whole when a process died, and gives up what nobody went on with for a week. */
  async sweep(): Promise<void> {
    for (const { uploadId } of await this.repository.quietSince(new Date(this.clock.now() - SWEEP_EVERY_MS))) {
      if (uploadId === null) continue;
      const upload = await this.alone(uploadId, () => this.uploads.find(uploadId));
      if (upload !== undefined && upload.offset === upload.size) await this.whole(upload);
    }
    // A process that died between the last byte and its last act left these.
    for await (const upload of this.uploads.list()) {
      if (upload.offset === upload.size && (await this.isWhole(upload.recordingId)))
        await this.uploads.remove(upload.id);
    }
    for (const { id } of await this.repository.quietSince(new Date(this.clock.now() - KEPT_MS))) {
      const changes = { problem: 'upload_expired', progress: null, secondsLeft: null };
      if ((await transition(this.db, id, 'failed', changes)) === undefined) continue;
      await this.discard(id);
      await publishRecording(this.db, this.notices, id);
    }
  }

  /** Whoever sends to this upload just now is asked to let go. */
  private async alone<T>(uploadId: string, work: () => Promise<T>): Promise<T> {
    const lock = this.locker.newLock(uploadId);
    await lock.lock(AbortSignal.timeout(LOCK_PATIENCE_MS), () => undefined);
    try {
      return await work();
    } finally {
      await lock.unlock();
    }
  }

  private async tellProgress(recordingId: string, reached: number, size: number, secondsLeft: number | null) {
    await this.repository.saveProgress(recordingId, uploadProgress(reached, size), secondsLeft, this.now());
    await publishRecording(this.db, this.notices, recordingId);
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
