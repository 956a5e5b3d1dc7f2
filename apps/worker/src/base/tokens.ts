import type { Clock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import type { Database } from '@lesblik/server/database/database';
import type { Log } from '@lesblik/server/log';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';

/** What is injected by name, being no class. */
export const CONFIG = Symbol('config');
export const LOG = Symbol('log');
export const CLOCK = Symbol('clock');
export const DATABASE = Symbol('database');
export const FFMPEG = Symbol('ffmpeg');
export const MAILER = Symbol('mailer');

export type { Clock, Config, Database, Ffmpeg, Log };
