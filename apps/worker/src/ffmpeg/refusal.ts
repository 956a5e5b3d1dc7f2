/** Why a film is refused for good; the product's problem catalogue carries the same codes. */
const refusalCodes = [
  /** Text, archive, drawing, picture, playlist or script: nothing that carries moving pictures or sound. */
  'not_a_film',
  /** Zero bytes. */
  'film_empty',
  /** The container says more bytes should follow (an MP4 whose index never arrived). */
  'film_truncated',
  /** Wider or higher than 8,192 pixels. */
  'film_too_wide',
  /** Longer than four hours. */
  'film_too_long',
  /** A known container whose content no decoder here can read. */
  'film_unreadable',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** The film itself is at fault: trying again cannot help. `cause` is for the log, never for the person. */
export class FilmRefused extends Error {
  override readonly name = 'FilmRefused';
  constructor(
    readonly code: RefusalCode,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options);
  }
}
