import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { credentials } from './swift-settings.ts';
import { type S3Server, startS3 } from './start-s3.ts';

export interface TestBucket extends S3Server {
  bucket: string;
}

/** An empty bucket on the run's S3 server (global-setup.ts), or, when only some specs are run, on one of its own. */
export async function testBucket(): Promise<{ options: TestBucket; stop: () => Promise<void> }> {
  const shared = process.env['TEST_S3'];
  const { server, stop } =
    shared === undefined ? await startS3() : { server: JSON.parse(shared) as S3Server, stop: async () => {} };
  const options = { ...server, bucket: `lesblik-${randomBytes(6).toString('hex')}` };
  const { accessKeyId, secretAccessKey } = server;
  const client = new S3Client({ ...server, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  try {
    await client.send(new CreateBucketCommand({ Bucket: options.bucket }));
  } finally {
    client.destroy();
  }
  return { options, stop };
}

/** Limits the bucket to so many bytes, as a provider's quota does; 0 lifts the limit. Swift's own API: S3 has no word for it. */
export async function limitBytes({ endpoint, bucket }: TestBucket, bytes: number): Promise<void> {
  const signIn = await fetch(`${endpoint}/auth/v1.0`, {
    headers: { 'x-storage-user': credentials.accessKeyId, 'x-storage-pass': credentials.secretAccessKey },
  });
  const token = signIn.headers.get('x-auth-token') ?? '';
  for (const container of [bucket, `${bucket}+segments`]) {
    const headers = { 'x-auth-token': token, 'x-container-meta-quota-bytes': bytes === 0 ? '' : String(bytes) };
    const address = `${endpoint}/v1/AUTH_lesblik/${encodeURIComponent(container)}`;
    const changed = await fetch(address, { method: 'PUT', headers });
    if (!changed.ok) throw new Error(`The quota of ${container} was refused: ${changed.status}`);
  }
}
