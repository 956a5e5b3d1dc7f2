import type { Cover } from './cover-boxes.ts';
import type { Film } from './film.ts';
import type { FilmPlan } from './plan/types.ts';
import type { FilmSource } from './source.ts';

/** What every step that runs for a while takes. */
export interface Work {
  /** A private, empty-able folder on a local disk; the caller makes and removes it. Decoders may come to own it. */
  scratch: string;
  signal?: AbortSignal;
  /** Hands out the running process, so that a background step can wait while somebody's view piece is made. */
  onProcess?: (handle: ProcessHandle) => void;
}

/** SIGSTOP and SIGCONT on a step's process. Time spent paused does not count towards its time limit. */
export interface ProcessHandle {
  pause(): void;
  resume(): void;
}

export interface FilmWork extends Work {
  film: Film;
  plan: FilmPlan;
  source: FilmSource;
  /** What no picture that is made of it may show; filled with black. */
  covers?: readonly Cover[];
}

export interface ChunkWork extends FilmWork {
  /** Segments `from` up to, not including, `to` of `plan.ladder`. */
  from: number;
  to: number;
  /** Names of `plan.rungs`; all come from one decode. */
  rungs: string[];
  /** `view`: as fast as possible, somebody waits; its segments join those of `ladder` without a seam. */
  effort: 'ladder' | 'view';
  /** Encoder threads; default: the processors this process may use. */
  threads?: number;
  /** The same bytes for every chunk and effort of one rung: storing it again changes nothing. Comes before the rung's first segment. */
  onInit(rung: string, bytes: Uint8Array): Promise<void>;
  /** As each is finished, in order within a rung. The encoder is not waited upon; the step ends once all these promises have. */
  onSegment(rung: string, n: number, bytes: Uint8Array): Promise<void>;
}

export interface ThumbnailWork extends FilmWork {
  sheetName(index: number): string;
  /** Seconds at which the film's first picture is told to be: where in the lesson a part of it begins. 0 by default. */
  startsAt?: number;
}

export interface StreamWork extends FilmWork {
  onInit(bytes: Uint8Array): Promise<void>;
  onSegment(n: number, bytes: Uint8Array): Promise<void>;
  /** Segments `from` up to, not including, `to`; default: all. */
  from?: number;
  to?: number;
}

/** EBU R128. `gainDb` brings the film to -16 LUFS without its true peak passing -1 dBTP; 0 for silence. */
export interface Loudness {
  integratedLufs: number | undefined;
  truePeakDb: number | undefined;
  gainDb: number;
}

export interface SoundMeasure {
  loudness: Loudness;
  /** audiowaveform's .dat, version 2, 8 bits, one channel: pairs of lowest and highest. */
  peaks: Uint8Array;
}

export interface ThumbnailSheets {
  /** JPEG sheets, in order; the WebVTT refers to sheet i as `sheetName(i)`. */
  sheets: Uint8Array[];
  vtt: string;
}

/** What the system allows to put around ffmpeg; tried once by `openFfmpeg`. */
export interface Confinement {
  /** The best there was: a file system of its own, name spaces, limits alone, or nothing. */
  way: 'bwrap' | 'unshare' | 'limits' | 'none';
  /** It runs without any network. */
  network: boolean;
  /** It sees no file but the system's programs and its own folder. */
  files: boolean;
  /** It runs under limits: memory, processor time, open files, the size of what it writes. */
  memory: boolean;
  /** It runs under a limit on processes. */
  processes: boolean;
  /** It does not run as root. */
  unprivileged: boolean;
}
