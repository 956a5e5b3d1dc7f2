import { classListRows } from './class-list-rows.ts';
import { deletionRows } from './deletion-rows.ts';
import { exportRows } from './export-rows.ts';
import { schoolRows } from './school-rows.ts';
import { lessonRows } from './lesson-rows.ts';
import { trajectoryRows } from './trajectory-rows.ts';
import { workRows } from './work-rows.ts';

/** Every route of the contract, with what each gets. */
export const matrix = [
  ...schoolRows,
  ...lessonRows,
  ...trajectoryRows,
  ...workRows,
  ...exportRows,
  ...classListRows,
  ...deletionRows,
];
