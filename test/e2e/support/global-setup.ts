import { Product } from '../../support/product.ts';

/** One product with the demo school for all specs: filling it in takes longer than looking at a page. */
export default async function setUp(): Promise<() => Promise<void>> {
  const demo = await Product.start();
  try {
    const link = await demo.firstAdministratorLink();
    await demo.run('infra/demo/seed.ts', [link], { LESBLIK_URL: demo.url });
  } catch (error) {
    await demo.stop();
    throw error;
  }
  process.env['LESBLIK_DEMO'] = JSON.stringify({ url: demo.url, folder: demo.folder, env: demo.env });
  return () => demo.stop();
}
