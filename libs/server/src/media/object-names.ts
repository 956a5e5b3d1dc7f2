import { INIT, segmentName } from './playlists.ts';

/** Names of a recording's stored objects (`ObjectRef.name`); everything under them is encrypted with its key. */
export const objectNames = {
  original: 'original',
  /** Where every frame lies, for the media worker only. */
  film: 'film',
  init: (rendition: string): string => `hls/${rendition}/${INIT}`,
  segment: (rendition: string, n: number): string => `hls/${rendition}/${segmentName(n)}`,
  poster: 'poster.jpg',
  /** WebVTT; names the sheets relative to itself, as `thumbnails/<n>.jpg`. */
  thumbnails: 'thumbnails.vtt',
  thumbnailSheet: (n: number): string => `thumbnails/${n}.jpg`,
  /** audiowaveform's binary form, version 2. */
  waveform: 'waveform.dat',
  /** All that is made of one hiding lies below it, named as the recording's own is. */
  hiding: (hidingId: string): string => `hidden/${hidingId}/`,
  ofHiding: (hidingId: string, name: string): string => `hidden/${hidingId}/${name}`,
  /** All that is made of one cut lies below it, named as the recording's own is. */
  cut: (cutId: string): string => `cuts/${cutId}/`,
  /** The recording's own object of this name, as that cut has it. */
  ofCut: (cutId: string, name: string): string => `cuts/${cutId}/${name}`,
} as const;
