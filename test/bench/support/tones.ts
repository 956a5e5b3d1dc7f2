/** A sound in which every moment can be told: short tones, each of another pitch than those around it. */
export const RATE = 48_000;
const EVERY_MS = 250;
const LASTS_MS = 80;
/** A tone comes round after three seconds. */
const PITCHES = Array.from({ length: 12 }, (_, n) => 500 + n * 230);
const HOP = RATE / 500;
const WINDOW = RATE / 100;

/** Once through all tones, as a wav of one channel. */
export function tonesWav(): Buffer {
  const samples = new Int16Array((RATE / 1000) * EVERY_MS * PITCHES.length);
  PITCHES.forEach((hertz, n) => {
    const from = (RATE / 1000) * EVERY_MS * n;
    for (let at = 0; at < (RATE / 1000) * LASTS_MS; at += 1)
      samples[from + at] = Math.round(12_000 * Math.sin((2 * Math.PI * hertz * at) / RATE));
  });
  return wav(samples);
}

export const silenceWav = (): Buffer => wav(new Int16Array(RATE * 2));

function wav(samples: Int16Array): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}

export interface Onset {
  pitch: number;
  /** Samples from the first. */
  at: number;
}

/** Where each tone begins: where its strength passes a quarter of its greatest. The same rule for both ends of a line. */
export function onsets(samples: Float32Array): Onset[] {
  const strengths = PITCHES.map((hertz) => strength(samples, hertz));
  const loudest = Math.max(...strengths.map((of) => of.reduce((most, one) => Math.max(most, one), 0)));
  const found: Onset[] = [];
  let since = null as { pitch: number; hop: number } | null;
  const hops = strengths[0]?.length ?? 0;
  for (let hop = 0; hop < hops; hop += 1) {
    const pitch = strengths.reduce((best, of, n) => ((of[hop] ?? 0) > (strengths[best]?.[hop] ?? 0) ? n : best), 0);
    const heard = (strengths[pitch]?.[hop] ?? 0) > loudest / 20;
    if (heard && since?.pitch === pitch) continue;
    if (since) found.push(...onset(strengths[since.pitch] ?? new Float64Array(), since, hop));
    since = heard ? { pitch, hop } : null;
  }
  return found;
}

function onset(of: Float64Array, since: { pitch: number; hop: number }, until: number): Onset[] {
  // What is shorter is the splash of another tone's beginning or end.
  if ((until - since.hop) * HOP < (RATE / 1000) * (LASTS_MS / 2)) return [];
  const most = of.slice(since.hop, until).reduce((a, b) => Math.max(a, b), 0);
  let hop = Math.max(1, since.hop - 10);
  while ((of[hop] ?? 0) < most / 4) hop += 1;
  const [before = 0, after = 0] = [of[hop - 1], of[hop]];
  return [{ pitch: since.pitch, at: (hop - 1 + (most / 4 - before) / (after - before)) * HOP }];
}

/** Strength of one pitch over windows of 10 ms, 2 ms apart (Goertzel). */
function strength(samples: Float32Array, hertz: number): Float64Array {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
  const of = new Float64Array(Math.max(0, Math.floor((samples.length - WINDOW) / HOP)));
  for (let hop = 0; hop < of.length; hop += 1) {
    let [one, two] = [0, 0];
    for (let at = hop * HOP; at < hop * HOP + WINDOW; at += 1)
      [one, two] = [(samples[at] ?? 0) + turn * one - two, one];
    of[hop] = one * one + two * two - turn * one * two;
  }
  return of;
}
