import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LocalMedia } from './local-media.ts';

class Track extends EventTarget {
  readyState: MediaStreamTrackState = 'live';
  constructor(
    readonly kind: 'audio' | 'video',
    readonly label: string,
  ) {
    super();
  }
  stop(): void {
    this.readyState = 'ended';
  }
  /** Pulled out, or taken away by the browser. */
  end(): void {
    this.stop();
    this.dispatchEvent(new Event('ended'));
  }
}

/** A browser whose answers wait for the test. */
class Browser extends EventTarget {
  cameras = ['front', 'back'];
  readonly asked: { wished: string | undefined; answer: (trouble?: string) => void }[] = [];

  getUserMedia({ video }: MediaStreamConstraints): Promise<{ getTracks: () => Track[] }> {
    const { deviceId } = (typeof video === 'object' ? video : {}) as { deviceId?: { exact: string } };
    return new Promise((give, refuse) => {
      const answer = (trouble?: string): void => {
        if (trouble !== undefined) return refuse(Object.assign(new Error(), { name: trouble }));
        const track = new Track(video ? 'video' : 'audio', deviceId?.exact ?? 'standard');
        give({ getTracks: () => [track] });
      };
      this.asked.push({ wished: deviceId?.exact, answer });
    });
  }

  async enumerateDevices(): Promise<{ kind: string; deviceId: string }[]> {
    return this.cameras.map((deviceId) => ({ kind: 'videoinput', deviceId }));
  }
}

let browser: Browser;
let local: LocalMedia;
const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');

beforeEach(() => {
  browser = new Browser();
  const kept = new Map<string, string>();
  Object.assign(globalThis, {
    isSecureContext: true,
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
  });
  Object.defineProperty(globalThis, 'navigator', { value: { mediaDevices: browser }, configurable: true });
  local = new LocalMedia();
});
afterEach(() => {
  if (before) Object.defineProperty(globalThis, 'navigator', before);
});

const camera = (): Track => local.getState().camera as unknown as Track;
const answer = (at: number, trouble?: string): void => browser.asked[at]?.answer(trouble);
const turns = (): Promise<void> => new Promise((done) => setImmediate(done));

async function opened(): Promise<Track> {
  const opening = local.open('camera');
  answer(0);
  await opening;
  return camera();
}

test('of two chosen quickly the later is used, whichever the browser opens first', async () => {
  await opened();
  const first = local.choose('camera', 'front');
  const second = local.choose('camera', 'back');
  answer(2);
  await second;
  answer(1);
  await first;
  expect(camera()).toMatchObject({ label: 'back', readyState: 'live' });
});

test('one that fails after another was chosen ends nothing', async () => {
  await opened();
  const first = local.choose('camera', 'front');
  const second = local.choose('camera', 'back');
  answer(2);
  await second;
  answer(1, 'NotAllowedError');
  await first;
  expect(camera()).toMatchObject({ label: 'back', readyState: 'live' });
  expect(local.getState().trouble.camera).toBeNull();
});

test('one that is off stays off when another is chosen', async () => {
  await local.choose('camera', 'back');
  expect(browser.asked).toEqual([]);
});

test('the camera in use makes room for another where one opens at a time', async () => {
  const used = await opened();
  const chosen = local.choose('camera', 'back');
  answer(1, 'NotReadableError');
  await turns();
  expect(used.readyState).toBe('ended');
  answer(2);
  await chosen;
  expect(camera()).toMatchObject({ label: 'back', readyState: 'live' });
});

test('one that another program has is not asked for again and again', async () => {
  await opened();
  const chosen = local.choose('camera', 'back');
  answer(1, 'NotReadableError');
  await turns();
  answer(2, 'NotReadableError');
  await chosen;
  expect(browser.asked).toHaveLength(3);
  expect(local.getState()).toMatchObject({ camera: null, trouble: { camera: 'taken' } });
});

test('what ended is told as what it is: pulled out, or the browser told no', async () => {
  (await opened()).end();
  answer(1, 'NotFoundError');
  await turns();
  expect(local.getState()).toMatchObject({ camera: null, trouble: { camera: 'unplugged' } });
  const again = local.open('camera');
  answer(2);
  await again;
  camera().end();
  answer(3, 'NotAllowedError');
  await turns();
  expect(local.getState().trouble.camera).toBe('refused');
});

test('one plugged in is told where there was none, and nowhere else', async () => {
  const back: string[] = [];
  local.whenBack((kind) => back.push(kind));
  const stop = local.watchDevices();
  const plugged = async (...cameras: string[]): Promise<void> => {
    browser.cameras = cameras;
    browser.dispatchEvent(new Event('devicechange'));
    await turns();
  };
  await opened();
  await plugged('front', 'back', 'third');
  expect(back).toEqual([]);
  camera().end();
  answer(1, 'NotFoundError');
  await plugged();
  expect(back).toEqual([]);
  await plugged('front');
  expect(back).toEqual(['camera']);
  stop();
});
