import type { Tools } from './confine.ts';
import { Peaks } from './peaks.ts';
import { readLoudness } from './loudness.ts';
import { runFfmpeg } from './run.ts';
import { onFilmLine, soundInput } from './sound-input.ts';
import type { FilmWork, SoundMeasure } from './work.ts';

/** Enough for a drawing of speech, and little to read. */
const PEAKS_RATE = 8_000;

/** Loudness and waveform from one decode of the whole sound. */
export async function measureSound(tools: Tools, work: FilmWork): Promise<SoundMeasure> {
  const { plan } = work;
  if (!plan.sound) throw new RangeError('This film has no sound.');
  const seconds = plan.durationMs / 1000;
  const { input, stream, zeroSeconds } = await soundInput(work, 0, seconds);
  const peaks = new Peaks(PEAKS_RATE, seconds);
  const line = onFilmLine(zeroSeconds, PEAKS_RATE, 0, Math.ceil(seconds * PEAKS_RATE));
  const log = await runFfmpeg(tools, {
    scratch: work.scratch,
    input,
    filter: [
      `[${stream}]asplit[whole][parts]`,
      '[whole]ebur128=peak=true:framelog=verbose[measured]',
      `[parts]aformat=channel_layouts=mono,${line.join(',')},aformat=sample_fmts=s16[drawn]`,
    ].join(';'),
    outputs: [
      { to: '/dev/null', options: ['-map', '[measured]', '-f', 'null'] },
      { to: (bytes) => peaks.push(bytes), options: ['-map', '[drawn]', '-f', 's16le'] },
    ],
    timeLimitMs: 120_000 + seconds * 1_000,
    logLevel: 'info',
    signal: work.signal,
    onProcess: work.onProcess,
  });
  return { loudness: readLoudness(log), peaks: peaks.file() };
}
