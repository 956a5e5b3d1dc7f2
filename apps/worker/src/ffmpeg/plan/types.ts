/** Ticks a second of every video time in plans and segments. */
export const TICKS = 90_000;

/** One picture size of the ladder. */
export interface Rung {
  /** '1080', '720', '480', '240', or the film's own short side where that is smaller: unique within a film, fit for a path. */
  name: string;
  shortSide: number;
  width: number;
  height: number;
  /** RFC 6381, for CODECS in the master playlist. */
  codecs: string;
  /** Upper bound of bits a second over any segment, for BANDWIDTH; the encoder is capped at it. */
  bandwidth: number;
}

/** `start` and `end` are exact, in ticks of the list's `timescale`; the next segment starts where this one ends. */
export interface Segment {
  start: number;
  end: number;
  /** Of a cut: when it is played, where its first frame was there before, or its last would stay. */
  shown?: { start: number; end: number };
}

export interface SegmentList {
  timescale: number;
  /** Segment n is `segments[n]`: names by number hold for good. */
  segments: Segment[];
}

/** A job's share of the ladder: segments `from` up to, not including, `to`. */
export interface Chunk {
  index: number;
  from: number;
  to: number;
}

/** The film's own picture, not encoded again: playable within seconds. Its segments begin at the film's own key frames. */
export interface CopyPlan extends SegmentList {
  width: number;
  height: number;
  codecs: string;
  bandwidth: number;
}

export interface SoundPlan extends SegmentList {
  /** `copy`: the film's own AAC frames; `encode`: AAC-LC made here. */
  mode: 'copy' | 'encode';
  sampleRate: number;
  channels: number;
  /** Of a cut: all else is silent. In samples. */
  heard?: { start: number; end: number };
  /** Nothing is heard in these. In samples. */
  silent?: readonly { start: number; end: number }[];
  codecs: string;
  bandwidth: number;
}

/** Everything that is known before anything is encoded; a pure function of the film, the same in every process. */
export interface FilmPlan {
  durationMs: number;
  /** Largest first; empty for a sound recording. */
  rungs: Rung[];
  /** Shared by all rungs. */
  ladder: SegmentList;
  chunks: Chunk[];
  /** Absent where the fast path does not apply. */
  copy: CopyPlan | undefined;
  /** Absent where the film has no sound. */
  sound: SoundPlan | undefined;
}
