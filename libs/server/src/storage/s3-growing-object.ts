import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { Batch, GrowingObject } from './object-store.ts';
import { release } from './release.ts';
import { asS3Problem, unlessMissingInS3 } from './s3-problem.ts';

type Place = { Bucket: string; Key: string };

/** A multipart upload. One part travels while the caller makes the next; memory holds two. */
export class S3GrowingObject implements GrowingObject {
  readonly #client: S3Client;
  readonly #at: Place & { UploadId: string };
  readonly #unit: number;
  #parts: CompletedPart[];
  #size: number;
  #sending: Promise<void> = Promise.resolve();

  constructor(client: S3Client, place: Place, token: string, unit: number, parts: CompletedPart[]) {
    this.#client = client;
    this.#at = { ...place, UploadId: token };
    this.#unit = unit;
    this.#parts = parts;
    this.#size = parts.length * unit;
  }

  get size(): number {
    return this.#size;
  }

  async append(unit: Batch): Promise<void> {
    await this.#sending;
    const body = Buffer.concat(unit);
    release(unit);
    this.#sending = this.#send(body);
    // Its failure is met by whoever awaits it next: append, sync or finish.
    this.#sending.catch(() => undefined);
  }

  async #send(body: Buffer): Promise<void> {
    const number = this.#parts.length + 1;
    const part = new UploadPartCommand({ ...this.#at, PartNumber: number, Body: body });
    const { ETag } = await asS3Problem(this.#at.Key, this.#client.send(part));
    this.#parts.push({ PartNumber: number, ETag });
    this.#size += body.length;
    release([body]);
  }

  sync(): Promise<void> {
    return this.#sending;
  }

  async cut(size: number): Promise<void> {
    // A part sent again replaces the one of its number; a part not named at the end is dropped.
    this.#parts = this.#parts.slice(0, size / this.#unit);
    this.#size = size;
  }

  async finish(): Promise<void> {
    await this.#sending;
    const complete = new CompleteMultipartUploadCommand({ ...this.#at, MultipartUpload: { Parts: this.#parts } });
    await asS3Problem(this.#at.Key, this.#client.send(complete));
  }

  async close(): Promise<void> {
    await this.#sending.catch(() => undefined); // met in `sync` or `finish`; here only waited for
  }
}

/** Goes on with a multipart upload after its last whole part; a part that arrived out of order does not count. */
export async function growInS3(
  client: S3Client,
  place: Place,
  token: string,
  unit: number,
): Promise<GrowingObject | undefined> {
  const parts: CompletedPart[] = [];
  let after: string | undefined;
  for (;;) {
    const asked = new ListPartsCommand({ ...place, UploadId: token, PartNumberMarker: after });
    const page = await unlessMissingInS3(place.Key, client.send(asked));
    if (!page) return undefined;
    for (const { PartNumber, ETag, Size } of page.Parts ?? []) {
      if (PartNumber === parts.length + 1 && Size === unit) parts.push({ PartNumber, ETag });
    }
    // The SDK's own paginator goes by the marker, which Swift names on the last page too.
    if (page.IsTruncated !== true) return new S3GrowingObject(client, place, token, unit, parts);
    after = page.NextPartNumberMarker;
  }
}
