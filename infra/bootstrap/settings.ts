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

/** From `--port`, PORT, or 3000. */
export function portFrom(args: string[]): number {
  const text = optionPort(args) ?? process.env['PORT'] ?? String(defaultPort);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Halt(`The port must be a whole number from 1 to 65535, not "${text}".`);
  return port;
}

function optionPort(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { port: { type: 'string' } }, strict: true }).values.port;
  } catch (error) {
    throw new Halt(`${(error as Error).message}. The only option is --port 3001.`);
  }
}
