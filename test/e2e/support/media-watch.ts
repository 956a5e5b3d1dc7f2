import type { Page } from '@playwright/test';

/** Kept by the page itself, to be looked at from outside. */
declare global {
  interface Window {
    /** What was captured of cameras and microphones, the newest last. */
    captured: MediaStreamTrack[];
    lines: RTCPeerConnection[];
    /** Each time that the router's end of a line began anew. */
    restarts: Set<string>;
  }
}

/** Runs in the page before its own scripts. */
export const watchMedia = (): void => {
  window.captured = [];
  window.lines = [];
  window.restarts = new Set();
  const { mediaDevices } = navigator;
  const capture = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wishes) => {
    const stream = await capture(wishes);
    window.captured.push(...stream.getTracks());
    return stream;
  };
  const Line = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Line {
    constructor(settings?: RTCConfiguration) {
      super(settings);
      window.lines.push(this);
    }
    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      for (const [begun] of (description.sdp ?? '').matchAll(/a=ice-ufrag:.*/g)) window.restarts.add(begun);
      await super.setRemoteDescription(description);
    }
  };
};

/** What carries each line in use, to which address, and how the page's own end of it was found. */
export const ways = (page: Page): Promise<{ protocol: string; address: string; found: string }[]> =>
  page.evaluate(async () => {
    const all = await Promise.all(
      window.lines.map(async (line) => {
        const stats = [...(await line.getStats()).values()] as Record<string, unknown>[];
        const pair = stats.find((one) => one['type'] === 'candidate-pair' && one['nominated'] === true);
        const [own, remote] = ['localCandidateId', 'remoteCandidateId'].map((end) =>
          stats.find(({ id }) => id === pair?.[end]),
        );
        if (own === undefined || remote === undefined) return [];
        const [protocol, address] = [String(remote['protocol']), String(remote['address'])];
        return [{ protocol, address, found: String(own['candidateType']) }];
      }),
    );
    return all.flat();
  });

/** The devices whose sound or picture is sent at this moment. */
export const sentFrom = (page: Page, kind: 'audio' | 'video'): Promise<string[]> =>
  page.evaluate(
    (wanted) =>
      window.lines
        .filter(({ connectionState }) => connectionState !== 'closed')
        .flatMap((line) => line.getSenders())
        .flatMap(({ track }) => (track?.kind === wanted && track.readyState === 'live' ? [track] : []))
        .map((track) => track.getSettings().deviceId ?? ''),
    kind,
  );

/** How much sound came in over all lines so far. */
export const soundIn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const reports = await Promise.all(window.lines.map((line) => line.getStats()));
    const stats = reports.flatMap((report) => [...report.values()] as Record<string, unknown>[]);
    return stats
      .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
      .reduce((sum, { totalAudioEnergy }) => sum + Number(totalAudioEnergy ?? 0), 0);
  });
