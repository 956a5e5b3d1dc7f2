import { expect, test as base } from '@playwright/test';
import { Product } from '../../support/product.ts';
import { type TestBucket, testBucket } from '../../support/s3/test-bucket.ts';
import { watchPolicy } from './page-policy.ts';

interface Fixtures {
  /** The one with the demo school, shared by all. */
  demo: Product;
  /** Empty, without a school, for this test alone. */
  product: Product;
  /** Where that one keeps its objects: a directory, or a real S3 server. */
  storage: 'directory' | 's3';
  /** Of every test, asked for or not: no page asked for what its Content Security Policy forbids. */
  pagePolicy: void;
}

export const test = base.extend<Fixtures>({
  storage: ['directory', { option: true }],
  pagePolicy: [
    async ({ browser }, use) => {
      const { violations, stop } = watchPolicy(browser);
      await use();
      stop();
      expect(violations, 'what the pages’ own policy kept out').toEqual([]);
    },
    { auto: true },
  ],
  demo: async ({}, use) => {
    await use(Product.running(JSON.parse(process.env['LESBLIK_DEMO'] ?? '') as Parameters<typeof Product.running>[0]));
  },
  product: [
    async ({ storage }, use) => {
      const bucket = storage === 's3' ? await testBucket() : undefined;
      try {
        const product = await Product.start(bucket && s3Settings(bucket.options));
        await use(product);
        await product.stop();
      } finally {
        await bucket?.stop();
      }
    },
    { timeout: 240_000 },
  ],
});

const s3Settings = ({ endpoint, region, bucket, accessKeyId, secretAccessKey }: TestBucket) => ({
  S3_ENDPOINT: endpoint,
  S3_REGION: region,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
});

export { expect };
