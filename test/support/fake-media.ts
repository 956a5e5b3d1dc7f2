import wrtc from '@roamhq/wrtc';

const { RTCAudioSource, RTCVideoSource, RTCAudioSink, RTCVideoSink } = wrtc.nonstandard;

const RATE = 48_000;
/** WebRTC takes sound in tens of milliseconds. */
const BLOCK_MS = 10;
const BLOCK = (RATE / 1000) * BLOCK_MS;

export interface FakeTrack {
  track: MediaStreamTrack;
  stop: () => void;
}

/** A tone of so many hertz, at real time. */
export function tone(hertz: number): FakeTrack {
  const source = new RTCAudioSource();
  const track = source.createTrack();
  let sent = 0;
  const start = performance.now();
  const timer = setInterval(() => {
    for (; sent * BLOCK_MS <= performance.now() - start; sent += 1) {
      const samples = Int16Array.from({ length: BLOCK }, (_, at) =>
        Math.round(8000 * Math.sin((2 * Math.PI * hertz * (sent * BLOCK + at)) / RATE)),
      );
      source.onData({ samples, sampleRate: RATE, bitsPerSample: 16, channelCount: 1, numberOfFrames: BLOCK });
    }
  }, BLOCK_MS);
  return { track, stop: () => stop(timer, track) };
}

/** A grey picture whose brightness says which frame it is, `n * 8 % 200 + 28`. */
export function picture(width = 320, height = 240, framesPerSecond = 15): FakeTrack {
  const source = new RTCVideoSource();
  const track = source.createTrack();
  const luma = width * height;
  let count = 0;
  const timer = setInterval(() => {
    const data = new Uint8Array(luma * 1.5).fill(128);
    data.fill(((count * 8) % 200) + 28, 0, luma);
    count += 1;
    source.onFrame({ width, height, data });
  }, 1000 / framesPerSecond);
  return { track, stop: () => stop(timer, track) };
}

function stop(timer: NodeJS.Timeout, track: MediaStreamTrack): void {
  clearInterval(timer);
  track.stop();
}

/** What comes out of a received track. */
export interface Heard {
  frames: number;
  /** Of the last frame, its width; of the last block of sound, its loudest sample. */
  width: number;
  loudest: number;
}

export function listen(track: MediaStreamTrack): { heard: Heard; stop: () => void } {
  const heard: Heard = { frames: 0, width: 0, loudest: 0 };
  if (track.kind === 'audio') {
    const sink = new RTCAudioSink(track);
    sink.ondata = ({ samples }: { samples: Int16Array }) => {
      heard.frames += 1;
      heard.loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    };
    return { heard, stop: () => sink.stop() };
  }
  const sink = new RTCVideoSink(track);
  sink.onframe = ({ frame }: { frame: { width: number } }) => {
    heard.frames += 1;
    heard.width = frame.width;
  };
  return { heard, stop: () => sink.stop() };
}
