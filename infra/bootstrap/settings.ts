import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, root } from './paths.ts';
import { Halt } from './say.mjs';

const defaultPort = 3000;

/** Reads `.env`, where there is one; what the environment says already goes first. */
export function loadEnvFile(): void {
  const file = inRoot('.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Where everything is kept, from DATA_DIR, as a whole path. */
export const dataFolder = (): string => resolve(root, process.env['DATA_DIR'] ?? '.data');

export interface Options {
  port: number;
  /** For other devices of the network, with TLS. */
  lan: boolean;
}

/** From `--port`, PORT, or 3000; and `--lan`. */
export function optionsFrom(args: string[]): Options {
  const given = parsed(args);
  const text = given.port ?? process.env['PORT'] ?? String(defaultPort);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_534)
    throw new Halt(`The port must be a whole number from 1 to 65534, not "${text}".`);
  return { port, lan: given.lan ?? false };
}

function parsed(args: string[]): { port?: string; lan?: boolean } {
  try {
    return parseArgs({ args, options: { port: { type: 'string' }, lan: { type: 'boolean' } }, strict: true }).values;
  } catch (error) {
    throw new Halt(`${(error as Error).message}. The options are --port 3001 and --lan.`);
  }
}
