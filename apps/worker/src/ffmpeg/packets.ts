import type { Tools } from './confine.ts';
import type { FrameTable, VideoInfo } from './film.ts';
import { framesFromProbe, type ProbedFrame } from './frames.ts';
import { runFfprobe, type Input } from './run.ts';

const PACKETS_LIMIT_MS = 10 * 60_000;
const FRAMES_LIMIT_MS = 2 * 3_600_000;

/**
 * Every frame of a film whose container has no index that we read ourselves. Packets tell where they carry their time;
 * otherwise (AVI with B-frames, hidden frames of VP8) the film is decoded once to learn it.
 */
export async function listFrames(
  tools: Tools,
  input: Input,
  video: VideoInfo,
  signal: AbortSignal | undefined,
): Promise<FrameTable | undefined> {
  const packets: ProbedFrame[] = [];
  let untimed = 0;
  await probeLines(tools, input, video, ['packet=pts_time,duration_time,flags'], PACKETS_LIMIT_MS, signal, (fields) => {
    const [time = '', length = '', flags = ''] = fields;
    if (flags.includes('D')) return;
    if (time === '' || time === 'N/A') untimed++;
    else packets.push({ at: Number(time), seconds: Number(length) || 0, key: flags.includes('K') });
  });
  if (untimed === 0 && packets.length > 0) return framesFromProbe(packets);

  const frames: ProbedFrame[] = [];
  await probeLines(
    tools,
    input,
    video,
    ['frame=key_frame,best_effort_timestamp_time,pkt_duration_time'],
    FRAMES_LIMIT_MS,
    signal,
    (fields) => {
      const [key = '', time = '', length = ''] = fields;
      // The last frames of a stream with B-frames may come out without a time.
      const previous = frames.at(-1);
      const at = time !== '' && time !== 'N/A' ? Number(time) : previous && previous.at + previous.seconds;
      if (at !== undefined) frames.push({ at, seconds: Number(length) || 0, key: key === '1' });
    },
  );
  return framesFromProbe(frames);
}

async function probeLines(
  tools: Tools,
  input: Input,
  video: VideoInfo,
  [entries]: [string],
  timeLimitMs: number,
  signal: AbortSignal | undefined,
  take: (fields: string[]) => void,
): Promise<void> {
  let rest = '';
  const options = ['-select_streams', String(video.stream), '-show_entries', entries, '-of', 'csv=p=0'];
  const line = (text: string): void => take(text.trim().split(','));
  await runFfprobe(
    tools,
    input,
    options,
    (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(line);
    },
    { timeLimitMs, signal },
  );
  if (rest !== '') line(rest);
}
