import type { BrowserContext, Page } from '@playwright/test';
import { onsets, RATE } from './tones.ts';

interface Kept {
  own: MediaStreamTrack[];
  other: MediaStreamTrack[];
}

/** As Chromium has it; not in TypeScript's own types. */
interface SoundReader {
  readonly readable: ReadableStream<AudioData>;
}
declare const MediaStreamTrackProcessor: new (of: { track: MediaStreamTrack }) => SoundReader;

/** Keeps a hand on what the microphone gives and on what the page plays of the others. */
export const keepSounds = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const kept: Kept = { own: [], other: [] };
    Object.assign(globalThis, { kept });
    const open = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (!open) return;
    navigator.mediaDevices.getUserMedia = async (asked) => {
      const stream = await open(asked);
      kept.own.push(...stream.getAudioTracks());
      return stream;
    };
    const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      ...source,
      set(this: HTMLMediaElement, stream: MediaStream | null) {
        if (this instanceof HTMLAudioElement && stream) kept.other.push(...stream.getAudioTracks());
        source?.set?.call(this, stream);
      },
    });
  });

export interface Recorded {
  /** 32-bit floats, as base64. */
  samples: string;
  /** Of each block: its first sample and when that was captured or played, in milliseconds since 1970. */
  blocks: [sample: number, at: number][];
  /** From being asked for to leaving the speaker, as the browser says. */
  outputMs: number;
}

/**
 * Sound as it comes from the microphone or goes to the speaker, with the browser's own times: of one's own, when it was
 * captured; of another's, when the speaker asked for it.
 */
export const recordSound = (page: Page, whose: keyof Kept, forMs: number): Promise<Recorded> =>
  page.evaluate(
    async ([of, ms]) => {
      const { kept } = globalThis as unknown as { kept: Kept };
      const track = kept[of].findLast(({ readyState }) => readyState === 'live');
      if (!track) throw new Error('no sound');
      const reader = new MediaStreamTrackProcessor({ track: track.clone() }).readable.getReader();
      const blocks: [number, number][] = [];
      const parts: Float32Array[] = [];
      let count = 0;
      for (const until = performance.now() + ms; performance.now() < until;) {
        const { value } = await reader.read();
        if (!value) break;
        if (value.sampleRate !== 48_000) throw new Error(`sound of ${value.sampleRate} samples a second`);
        const part = new Float32Array(value.numberOfFrames);
        value.copyTo(part, { planeIndex: 0, format: 'f32-planar' });
        // Microseconds since the page began.
        blocks.push([count, value.timestamp / 1000 + Date.now() - performance.now()]);
        parts.push(part);
        count += part.length;
        value.close();
      }
      await reader.cancel();
      const context = new AudioContext();
      await context.resume();
      await new Promise((done) => setTimeout(done, 500));
      const outputMs = (context.outputLatency || context.baseLatency) * 1000;
      await context.close();
      const bytes = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return { samples: btoa(text), blocks, outputMs };
    },
    [whose, forMs] as const,
  );

/** When each tone began, by the clock of its blocks. */
function begins({ samples, blocks }: Recorded): { pitch: number; at: number }[] {
  const bytes = Buffer.from(samples, 'base64');
  const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return onsets(floats).flatMap(({ pitch, at }) => {
    const block = blocks.findLast(([sample]) => sample <= at);
    return block ? [{ pitch, at: block[1] + ((at - block[0]) / RATE) * 1000 }] : [];
  });
}

/** From a tone at the microphone to the same tone at the speaker. */
export function soundDelays(spoken: Recorded, heard: Recorded): number[] {
  const said = begins(spoken);
  return begins(heard).flatMap(({ pitch, at }) => {
    const mouth = said.findLast((one) => one.pitch === pitch && one.at < at);
    return mouth && at - mouth.at < 2000 ? [at - mouth.at + heard.outputMs] : [];
  });
}
