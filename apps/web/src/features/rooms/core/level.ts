/** How loud a microphone is right now, between 0 and 1; read as often as one draws. */
export function levelOf(track: MediaStreamTrack): { read: () => number; stop: () => void } {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 512 });
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      // Without a press on this page the graph stands still; the first one sets it going.
      if (context.state === 'suspended') void context.resume();
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
      // From a whisper (-60 dB) to loud speech (-10 dB).
      return power <= 0 ? 0 : Math.min(1, Math.max(0, (10 * Math.log10(power) + 60) / 50));
    },
    stop: () => {
      source.disconnect();
      void context.close();
    },
  };
}

/** A short tone of three notes through a chosen speaker. */
export async function playTestTone(sinkId: string): Promise<void> {
  const context = new AudioContext();
  if (sinkId !== '' && 'setSinkId' in context)
    await (context as AudioContext & { setSinkId: (id: string) => Promise<void> }).setSinkId(sinkId);
  await context.resume();
  const last = [440, 554, 659].map((hertz, i) => {
    const tone = new OscillatorNode(context, { frequency: hertz });
    const gain = new GainNode(context, { gain: 0 });
    const from = context.currentTime + i * 0.35;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.25, from + 0.03);
    gain.gain.linearRampToValueAtTime(0, from + 0.32);
    tone.connect(gain).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.33);
    return tone;
  });
  await new Promise<void>((done) => last.at(-1)?.addEventListener('ended', () => done(), { once: true }));
  await context.close();
}
