import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Pieces, RECORD } from './frames.ts';
import type { Batch, GrowingObject, ObjectStore, StoredObject, Unfinished } from './object-store.ts';
import { release } from './release.ts';
import { growInS3, S3GrowingObject } from './s3-growing-object.ts';
import { asS3Problem, s3Problem, s3Status, unlessMissingInS3 } from './s3-problem.ts';

export interface S3Options {
  /** The provider's own when absent. */
  endpoint?: string | undefined;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The bucket in the path, not in the host name; true by default. */
  forcePathStyle?: boolean | undefined;
}

/** Objects in a bucket of any S3 API. Deletes one by one: not every server takes `DeleteObjects`. */
export class S3Store implements ObjectStore {
  /** 8 MiB of whole frames: above S3's least of 5 MiB, and 20 GB stay far below its 10,000 parts. */
  readonly appendUnit = 128 * RECORD;
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(options: S3Options) {
    const sockets = { maxSockets: 200 };
    this.#bucket = options.bucket;
    this.#client = new S3Client({
      ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
      region: options.region,
      credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
      forcePathStyle: options.forcePathStyle ?? true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000, httpAgent: sockets, httpsAgent: sockets },
    });
  }

  async put(key: string, body: AsyncIterable<Batch>, signal?: AbortSignal): Promise<void> {
    const pending = new Pieces();
    let growing: GrowingObject | undefined;
    let token: string | undefined;
    try {
      for await (const batch of body) {
        signal?.throwIfAborted();
        pending.push(Buffer.concat(batch));
        release(batch);
        while (pending.length > this.appendUnit) {
          token ??= await this.startGrowing(key);
          growing ??= new S3GrowingObject(this.#client, this.#at(key), token, this.appendUnit, []);
          await growing.append(pending.take(this.appendUnit));
        }
      }
      signal?.throwIfAborted();
      const rest = pending.take(pending.length);
      if (growing) {
        await growing.append(rest);
        await growing.finish();
      } else {
        await asS3Problem(
          key,
          this.#client.send(new PutObjectCommand({ ...this.#at(key), Body: Buffer.concat(rest) })),
        );
      }
    } catch (error) {
      await growing?.close();
      if (token !== undefined) await this.abandon(key, token);
      throw error;
    }
  }

  async open(key: string, firstBytes = Number.POSITIVE_INFINITY): Promise<StoredObject> {
    const range = Number.isFinite(firstBytes) ? { Range: `bytes=0-${firstBytes - 1}` } : {};
    const got = await this.#client
      .send(new GetObjectCommand({ ...this.#at(key), ...range }))
      .catch((error: unknown) => {
        if (s3Status(error) === 416) return undefined; // not even a first byte: it is empty
        throw s3Problem(error, key);
      });
    const bodies = new Set<Readable>();
    const take = (body: Readable | undefined): AsyncIterable<Uint8Array> => {
      if (body) bodies.add(body);
      return readBody(body, key);
    };
    const get = async (start: number, end: number) => {
      const asked = { ...this.#at(key), Range: `bytes=${start}-${end - 1}`, IfMatch: got?.ETag };
      const part = await asS3Problem(key, this.#client.send(new GetObjectCommand(asked)));
      return take(part.Body as Readable | undefined);
    };
    const total = /\/(\d+)$/.exec(got?.ContentRange ?? '')?.[1];
    return {
      size: total === undefined ? (got?.ContentLength ?? 0) : Number(total),
      first: take(got?.Body as Readable | undefined),
      async *range(start, end) {
        if (start < end) yield* await get(start, end);
      },
      close: async () => {
        for (const body of bodies) body.destroy();
      },
    };
  }

  async size(key: string): Promise<number | undefined> {
    const head = await unlessMissingInS3(key, this.#client.send(new HeadObjectCommand(this.#at(key))));
    return head?.ContentLength;
  }

  async *list(prefix: string): AsyncGenerator<{ key: string; size: number }> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix: prefix })[
      Symbol.asyncIterator
    ]();
    for (;;) {
      const page = await asS3Problem(prefix, pages.next());
      if (page.done) return;
      for (const { Key, Size } of page.value.Contents ?? []) if (Key !== undefined) yield { key: Key, size: Size ?? 0 };
    }
  }

  async delete(key: string): Promise<void> {
    await unlessMissingInS3(key, this.#client.send(new DeleteObjectCommand(this.#at(key))));
  }

  async startGrowing(key: string): Promise<string> {
    const { UploadId } = await asS3Problem(key, this.#client.send(new CreateMultipartUploadCommand(this.#at(key))));
    if (UploadId === undefined) throw new Error(`The S3 server began an upload of ${key} without an id.`);
    return UploadId;
  }

  async grow(key: string, token: string): Promise<GrowingObject | undefined> {
    return growInS3(this.#client, this.#at(key), token, this.appendUnit);
  }

  async *listUnfinished(prefix: string): AsyncGenerator<Unfinished> {
    let from: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (;;) {
      const asked = new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix: prefix, ...from });
      const page = await asS3Problem(prefix, this.#client.send(asked));
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        if (Key !== undefined && UploadId !== undefined)
          yield { key: Key, token: UploadId, touchedAt: Initiated ?? new Date() };
      }
      if (page.IsTruncated !== true) return;
      from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
  }

  async abandon(key: string, token: string): Promise<void> {
    await unlessMissingInS3(
      key,
      this.#client.send(new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: token })),
    );
  }

  /** A bucket does not tell. */
  async freeBytes(): Promise<undefined> {}

  async check(): Promise<void> {
    await asS3Problem(this.#bucket, this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket })));
  }

  close(): void {
    this.#client.destroy();
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: key };
  }
}

async function* readBody(body: Readable | undefined, key: string): AsyncGenerator<Uint8Array> {
  if (!body) return;
  try {
    yield* body as AsyncIterable<Buffer>;
  } catch (error) {
    throw s3Problem(error, key);
  }
}
