import { test as base } from '@playwright/test';
import { Product } from '../../support/product.ts';

/** `demo`: the one with the demo school, shared by all. `product`: empty, without a school, for this test alone. */
export const test = base.extend<{ product: Product; demo: Product }>({
  demo: async ({}, use) => {
    await use(Product.running(JSON.parse(process.env['LESBLIK_DEMO'] ?? '') as Parameters<typeof Product.running>[0]));
  },
  product: [
    async ({}, use) => {
      const product = await Product.start();
      await use(product);
      await product.stop();
    },
    { timeout: 120_000 },
  ],
});

export { expect } from '@playwright/test';
