import { existsSync } from 'node:fs';
import { runningIn } from '../hold.ts';
import { Halt } from '../say.mjs';
import { dataFolder, loadEnvFile } from '../settings.ts';
import { withDatabase } from './backup.ts';

/** `npm run audit:verify`: is the access log as Lesblik wrote it? Also while Lesblik runs. */
export const auditVerify = (): Promise<number> => onLog('verify');

/** `npm run audit:restored`: after an older backup was restored, so that the log says it and goes on. */
export const auditRestored = (): Promise<number> => onLog('restored');

async function onLog(command: string): Promise<number> {
  loadEnvFile();
  const data = dataFolder();
  if (!existsSync(data)) throw new Halt(`There is nothing in ${data} that has a log.`);
  return withDatabase(data, runningIn(data)?.databaseUrl, 'libs/server/dist/audit/main.js', [command]);
}
