import { exportRoutes } from '@lesblik/shared/exports';
import type { Scene } from '../scene.ts';
import { but, open, type Row, row } from './answers.ts';

const ofExport = ({ exportId }: Scene) => ({ params: { exportId } });

/** Archives: each their own. */
export const exportRows: Row[] = [
  row(exportRoutes.list, but(200), () => ({})),
  row(exportRoutes.ask, but(201), () => ({})),
  row(exportRoutes.get, but(404, { owner: 200 }), ofExport),
  row(exportRoutes.archive, but(404, { owner: 200 }), ofExport),
  row(exportRoutes.remove, but(404, { owner: 204 }), ofExport),
  row(exportRoutes.schema, open(200), () => ({})),
];
