import type { EncryptedUploads, Upload as StoredUpload } from '@lesblik/server/storage/uploads';
import { Problem } from '@lesblik/shared/problems';
import { DataStore, Upload } from '@tus/utils';

/** What happens around an upload's bytes. */
export interface UploadEvents {
  /** Passes bytes on, telling how far they are; throws when the upload is to stop. */
  watch(upload: StoredUpload, offset: number, source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Every byte is stored. Told again whenever somebody looks at a whole upload. */
  whole(upload: StoredUpload): Promise<void>;
}

/** tus writes through the storage port: every byte is encrypted as it arrives. */
export class UploadStore extends DataStore {
  readonly #uploads: EncryptedUploads;
  readonly #events: UploadEvents;

  constructor(uploads: EncryptedUploads, events: UploadEvents) {
    super();
    this.#uploads = uploads;
    this.#events = events;
    this.extensions = ['creation', 'creation-with-upload'];
  }

  /** A device that forgot where it was gets the upload that was begun, which goes on where it is. */
  override async create(upload: Upload): Promise<Upload> {
    const { id, size, metadata } = upload;
    if (size === undefined) throw new Problem('invalid_input');
    if ((await this.#uploads.find(id)) === undefined) {
      await this.#uploads.create({ id, size, metadata: metadata ?? {} });
    }
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const stored = await this.#uploads.find(id);
    if (stored === undefined) throw new Problem('upload_not_found');
    if (stored.offset === stored.size) await this.#events.whole(stored);
    const { offset, size, metadata, createdAt } = stored;
    return new Upload({ id, offset, size, metadata, creation_date: createdAt.toISOString() });
  }

  override async write(source: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    const stored = await this.#uploads.find(id);
    if (stored === undefined) throw new Problem('upload_not_found');
    const reached = await this.#uploads.write(id, offset, this.#events.watch(stored, offset, source));
    if (reached === stored.size) await this.#events.whole(stored);
    return reached;
  }
}
