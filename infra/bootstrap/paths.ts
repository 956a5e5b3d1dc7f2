import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
/** Build results and stamps: may be thrown away at any time. */
export const cacheFolder = join(root, '.cache');
export const inRoot = (...parts: string[]): string => join(root, ...parts);
/** A tool of node_modules, by the path of its script, to be run by this same Node. */
export const tool = (path: string): string => inRoot('node_modules', path);
