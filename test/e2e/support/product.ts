import { test as base } from '@playwright/test';
import { Product } from '../../support/product.ts';

/** `product`: empty, without a school. `demo`: with the demo school. One each per Playwright worker. */
export const test = base.extend<object, { product: Product; demo: Product }>({
  product: [
    async ({}, use) => {
      const product = await Product.start();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  demo: [
    async ({}, use) => {
      const product = await Product.start();
      const link = await product.firstAdministratorLink();
      await product.run('infra/demo/seed.ts', [link], { LESBLIK_URL: product.url });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

export { expect } from '@playwright/test';
