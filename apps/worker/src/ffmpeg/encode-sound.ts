import { AdtsFrames } from './adts.ts';
import { soundSegment } from './bmff/fragment.ts';
import type { Tools } from './confine.ts';
import { AAC_FRAME, encodedBits } from './plan/sound-plan.ts';
import type { Segment, SoundPlan } from './plan/types.ts';
import { FfmpegFailed, runFfmpeg } from './run.ts';
import { onFilmLine, soundInput } from './sound-input.ts';
import type { StreamWork } from './work.ts';

/** About five minutes a run: its bytes are gathered before it begins, and nobody waits for a whole lesson's. */
const SEGMENTS_AT_ONCE = 75;
/** The encoder's own delay, then frames that give the first one kept something to overlap with. */
const PRIMING = 1;
const OVERLAP = 2;

export async function encodeSound(tools: Tools, work: StreamWork, plan: SoundPlan): Promise<void> {
  const end = work.to ?? plan.segments.length;
  for (let from = work.from ?? 0; from < end; from += SEGMENTS_AT_ONCE) {
    await encodePiece(tools, work, plan, from, Math.min(end, from + SEGMENTS_AT_ONCE));
  }
}

async function encodePiece(tools: Tools, work: StreamWork, plan: SoundPlan, from: number, to: number): Promise<void> {
  const { sampleRate, channels } = plan;
  const segments = plan.segments.slice(from, to);
  const start = segments[0]?.start ?? 0;
  const end = segments.at(-1)?.end ?? start;
  const begin = Math.max(0, start - OVERLAP * AAC_FRAME);
  const { input, stream, zeroSeconds } = await soundInput(work, begin / sampleRate, end / sampleRate);

  const stop = new AbortController();
  const skip = PRIMING + (start - begin) / AAC_FRAME;
  const collector = new Collector(segments, from, skip, work, (error) => stop.abort(error));
  const layout = channels === 1 ? 'mono' : 'stereo';
  const filters = [
    ...onFilmLine(zeroSeconds, sampleRate, begin, end),
    ...(plan.heard ? onlyHeard(plan.heard, begin, end) : []),
    ...silenced(plan.silent ?? [], sampleRate, begin, end),
    `aformat=sample_fmts=fltp:channel_layouts=${layout}`,
  ];
  await runFfmpeg(tools, {
    scratch: work.scratch,
    input,
    filter: `[${stream}]${filters.join(',')}[sound]`,
    outputs: [
      {
        to: (bytes) => collector.take(bytes),
        options: [
          '-map',
          '[sound]',
          '-c:a',
          'aac',
          '-profile:a',
          'aac_low',
          '-b:a',
          String(encodedBits(channels)),
          '-f',
          'adts',
        ],
      },
    ],
    timeLimitMs: 120_000 + ((end - begin) / sampleRate) * 2_000,
    signal: work.signal ? AbortSignal.any([work.signal, stop.signal]) : stop.signal,
    onProcess: work.onProcess,
  });
  await collector.finish();
}

/** Silence in the place of all samples but these; the sound between them stays where it was. */
function onlyHeard(heard: { start: number; end: number }, begin: number, end: number): string[] {
  const from = Math.max(0, heard.start - begin);
  const to = Math.min(end, heard.end) - begin;
  if (to <= from) return ['volume=0'];
  const late = from > 0 ? ['asetpts=N/SR/TB', `adelay=${from}S:all=1`] : [];
  return [`atrim=start_sample=${from}:end_sample=${to}`, ...late, `apad=whole_len=${end - begin}`];
}

/** Silence in the place of these samples, outwards to whole frames of AAC and one more on either side. */
function silenced(silent: NonNullable<SoundPlan['silent']>, sampleRate: number, begin: number, end: number): string[] {
  const frame = (sample: number, more: number): number => ((sample - begin) / AAC_FRAME + more) * AAC_FRAME - 0.5;
  const spans = silent
    .map((one) => ({ from: wholeFrames(one.start, Math.floor), to: wholeFrames(one.end, Math.ceil) }))
    .filter(({ from, to }) => from < end + AAC_FRAME && to > begin - AAC_FRAME)
    .map(({ from, to }) => `gte(t,${frame(from, -1) / sampleRate})*lt(t,${frame(to, 1) / sampleRate})`);
  if (spans.length === 0) return [];
  return [`asetnsamples=n=${AAC_FRAME}:p=0`, 'asetpts=N/SR/TB', `volume=volume=0:enable='${spans.join('+')}'`];
}

const wholeFrames = (sample: number, round: (n: number) => number): number => round(sample / AAC_FRAME) * AAC_FRAME;

/** Cuts the encoder's frames into the planned segments. */
class Collector {
  private readonly frames: AdtsFrames;
  private kept: Uint8Array[] = [];
  private done = 0;
  private readonly storing: Promise<void>[] = [];

  constructor(
    private readonly segments: Segment[],
    private readonly from: number,
    private skip: number,
    private readonly work: Pick<StreamWork, 'onSegment'>,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.frames = new AdtsFrames((frame) => this.frame(frame));
  }

  take(bytes: Buffer): void {
    this.frames.push(bytes);
  }

  async finish(): Promise<void> {
    if (this.done < this.segments.length)
      throw new FfmpegFailed(`only ${this.done} of ${this.segments.length} segments of sound`, '');
    await Promise.all(this.storing);
  }

  private frame(bytes: Uint8Array): void {
    const segment = this.segments[this.done];
    if (this.skip-- > 0 || !segment) return;
    this.kept.push(bytes);
    if (this.kept.length < (segment.end - segment.start) / AAC_FRAME) return;
    const n = this.from + this.done++;
    const stored = this.work.onSegment(n, soundSegment(n, segment.start, AAC_FRAME, this.kept));
    this.kept = [];
    stored.catch(this.onFailure);
    this.storing.push(stored);
  }
}
