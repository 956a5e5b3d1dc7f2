import type { ComposeWork } from './compose/types.ts';
import type { Film } from './film.ts';
import type { FilmSource } from './source.ts';
import type {
  ChunkWork,
  Confinement,
  FilmWork,
  SoundMeasure,
  StreamWork,
  ThumbnailSheets,
  ThumbnailWork,
  Work,
} from './work.ts';

/**
 * The media package's one door; `openFfmpeg` (open.ts) makes it. It knows local files, byte sources and callbacks,
 * nothing of recordings, storage or queues. How a film passes through:
 *
 * 1. `film = await examine(source)`; keep `encodeFilm(film)` as an object, every later job reads it with `decodeFilm`.
 * 2. `plan = planFilm(film)` (plan.ts; pure, so each job makes it anew). All playlists can be written now.
 * 3. `plan.copy` there? `copy()` makes the film playable within seconds. Otherwise `chunk()` with effort `view` for the
 *    first segments and wherever somebody seeks.
 * 4. `sound()`, then `measureSound()`; `poster()`, `thumbnails()`.
 * 5. `chunk()` with effort `ladder` for each of `plan.chunks`, on any number of machines.
 *
 * An MP4/MOV is read by its index: `source.read` is asked only for the ranges a step needs. Any other container is copied
 * whole into `scratch` first. Every method throws `FilmRefused` when the film is at fault, `FfmpegFailed` (run.ts; with
 * the end of the log) when ffmpeg broke down, and the signal's own reason when aborted.
 */
export interface Ffmpeg {
  readonly confinement: Confinement;

  /** What the film is and where its frames are; refuses what is no film, too long, too wide, empty, cut off. */
  examine(source: FilmSource, work: Work): Promise<Film>;

  /** Some rungs of some segments, from one decode. Any split of the film into calls gives segments that join exactly.
   * Answers how many frames of the index could not be decoded: 0 unless the film is damaged. */
  chunk(work: ChunkWork): Promise<number>;

  /** The film's own H.264 in HLS segments (`plan.copy`), without encoding. */
  copy(work: StreamWork): Promise<void>;

  /** The sound rendition (`plan.sound`); copied where the film's AAC allows it. */
  sound(work: StreamWork): Promise<void>;

  /** One pass over the whole sound. Only for a film with `plan.sound`. */
  measureSound(work: FilmWork): Promise<SoundMeasure>;

  /** A JPEG, upright, of about 1280 pixels at most, from early in the film but not its black beginning. */
  poster(work: FilmWork): Promise<Uint8Array>;

  thumbnails(work: ThumbnailWork): Promise<ThumbnailSheets>;

  /** A film out of many pictures and sounds, drawn frame by frame. @returns its path, to be read as `untrusted` (lend.ts) */
  compose(work: ComposeWork): Promise<string>;
}
