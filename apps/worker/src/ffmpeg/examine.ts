import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readSampleBytes, sampleRange } from './bmff/excerpt.ts';
import { readLayout, type Layout } from './bmff/layout.ts';
import { readMoov } from './bmff/moov.ts';
import type { Tools } from './confine.ts';
import type { Film, FrameTable, SampleTable, SoundTiming } from './film.ts';
import { framesFromSamples } from './frames.ts';
import { localFilm } from './local.ts';
import { listFrames } from './packets.ts';
import { probe, type Probe } from './probe.ts';
import { FilmRefused } from './refusal.ts';
import { sniff } from './sniff.ts';
import type { FilmSource } from './source.ts';
import { TICKS } from './plan/types.ts';
import type { Work } from './work.ts';

const LONGEST_MS = 4 * 3_600_000;
/** A film of four hours ends a frame or a sound packet later. */
const GRACE_MS = 1_000;

export async function examine(tools: Tools, source: FilmSource, work: Work): Promise<Film> {
  const demuxer = await sniff(source, work.signal);
  if (demuxer === 'mov') {
    const film = await examineByIndex(tools, source, work);
    if (film) return film;
  }
  const path = await localFilm(source, work);
  const probed = await probe(tools, path, demuxer, work.signal);
  refuseTooLong((probed.seconds.whole ?? 0) * 1000);
  const frames = probed.video && (await listFrames(tools, { path, demuxer }, probed.video, work.signal));
  if (probed.video && !frames) throw new FilmRefused('film_unreadable', 'no frame of the picture can be read');
  return assemble({ demuxer, source, probed, frames, videoSamples: undefined, soundSamples: undefined });
}

/** An MP4/MOV whose tracks we can follow ourselves: only its index and its first moments are read. */
async function examineByIndex(tools: Tools, source: FilmSource, work: Work): Promise<Film | undefined> {
  const layout = await readLayout(source, work.signal);
  const tracks = readMoov(layout.moov, layout.brand);
  const pictures = tracks.filter((t) => t.kind === 'video');
  const leading = pictures.length > 0 ? pictures : tracks.filter((t) => t.kind === 'sound');
  if (leading.some((t) => !t.samples)) return undefined;
  const path = await writeProbeFile(source, layout, tracks, work);
  const probed = await probe(tools, path, 'mov', work.signal);
  const samplesOf = (stream: number | undefined): SampleTable | undefined =>
    tracks.find((t) => t.index === stream)?.samples;
  const videoSamples = samplesOf(probed.video?.stream);
  const frames = videoSamples && framesFromSamples(videoSamples);
  if (probed.video && !frames) return undefined;
  if (videoSamples && lastByte(videoSamples) > source.size)
    throw new FilmRefused('film_truncated', 'frames lie beyond the end');
  return assemble({
    demuxer: 'mov',
    source,
    probed,
    frames,
    videoSamples,
    soundSamples: samplesOf(probed.sound?.stream),
  });
}

function lastByte(table: SampleTable): number {
  let end = 0;
  for (let i = 0; i < table.offset.length; i++) end = Math.max(end, (table.offset[i] ?? 0) + (table.size[i] ?? 0));
  return end;
}

interface Parts {
  demuxer: Film['demuxer'];
  source: FilmSource;
  probed: Probe;
  frames: FrameTable | undefined;
  videoSamples: SampleTable | undefined;
  soundSamples: SampleTable | undefined;
}

function assemble({ demuxer, source, probed, frames, videoSamples, soundSamples }: Parts): Film {
  const soundTiming = probed.sound && timeSound(probed, frames, soundSamples);
  const pictureEnd = frames ? frames.end / TICKS : 0;
  const durationMs = Math.round(Math.max(pictureEnd, soundTiming?.endSeconds ?? 0) * 1000);
  refuseTooLong(durationMs);
  if (durationMs <= 0) throw new FilmRefused('film_unreadable', 'it lasts no time');
  return {
    demuxer,
    bytes: source.size,
    durationMs,
    video: probed.video,
    frames,
    videoSamples,
    sound: probed.sound,
    soundTiming,
    soundSamples,
  };
}

function timeSound(probed: Probe, frames: FrameTable | undefined, samples: SampleTable | undefined): SoundTiming {
  let containerStart = probed.start.sound ?? probed.start.video ?? 0;
  let length = probed.seconds.sound ?? probed.seconds.whole ?? 0;
  if (samples && samples.pts.length > 0) {
    const first = Math.max(samples.pts[0] ?? 0, samples.showFrom);
    containerStart = (first + samples.shift) / samples.timescale;
    length = (Math.min(samples.endDts, samples.showUntil) - first) / samples.timescale;
  }
  const startSeconds = containerStart - (frames?.zeroSeconds ?? containerStart);
  return { startSeconds, endSeconds: startSeconds + length, containerStart };
}

function refuseTooLong(durationMs: number): void {
  if (durationMs > LONGEST_MS + GRACE_MS) throw new FilmRefused('film_too_long', `${Math.round(durationMs / 1000)} s`);
}

/** Enough of each track for ffprobe to see what it is made of. */
const FIRST_SAMPLES = 12;

/** The film as a file with holes: index, box headers and first samples in their places, nothing else. */
async function writeProbeFile(
  source: FilmSource,
  layout: Layout,
  tracks: ReturnType<typeof readMoov>,
  work: Work,
): Promise<string> {
  const path = join(work.scratch, 'probe.mov');
  const file = await open(path, 'w');
  try {
    await file.truncate(source.size);
    for (const { type, start, header } of layout.boxes) {
      await file.write(header, 0, header.length, start);
      if (type === 'moov') await file.write(layout.moov, 0, layout.moov.length, start + header.length);
      if (type === 'ftyp') await file.write(layout.brand, 0, layout.brand.length, start);
    }
    for (const { samples } of tracks) {
      if (!samples) continue;
      const first = sampleRange(0, Math.min(FIRST_SAMPLES, samples.size.length));
      const bytes = await readSampleBytes(source, samples, first, work.signal);
      for (const [i, sample] of bytes.entries()) await file.write(sample, 0, sample.length, samples.offset[i] ?? 0);
    }
  } finally {
    await file.close();
  }
  return path;
}
