import { Problem } from '@lesblik/shared/problems';
import { Upload } from 'tus-js-client';
import { call } from '../../../api/call.ts';
import { onOnlineChange } from '../../../api/offline.ts';
import { queryClient } from '../../../api/query-client.ts';
import { largestFilm } from '../../../ui/limits.ts';
import { whenStartingAnew } from '../../identity/auth.ts';
import { recordingOutlines } from '../routes.ts';
import { hashFile } from './hash-file.ts';
import { forget, keep, keptUploads, type KeptUpload } from './kept-uploads.ts';
import { SpeedMeter } from './speed-meter.ts';
import { stayAwake } from './stay-awake.ts';
import { isSameFile, isUnfinished, nextToSend, type UploadItem } from './upload-item.ts';
import { uploadProblem } from './upload-problem.ts';

/** A request carries at most this much, so that proxies with a time limit let it pass. */
const CHUNK = 64 * 1024 * 1024;
const AGAIN_MS = 5_000;
const SHOWN_WHEN_DONE_MS = 60_000;
const NONE: readonly UploadItem[] = [];

interface Running {
  kept: KeptUpload;
  file: File | undefined;
  tus: Upload | undefined;
  hashing: { stop: AbortController; done: Promise<void> } | undefined;
  meter: SpeedMeter;
  again: ReturnType<typeof setTimeout> | undefined;
}

/** Films of one person on their way from this device to the server; lives as long as the page, whatever is shown. */
class UploadEngine {
  #personId: string | undefined;
  #items: readonly UploadItem[] = [];
  readonly #running = new Map<string, Running>();
  readonly #listeners = new Set<() => void>();

  constructor() {
    addEventListener('beforeunload', (event) => {
      if (this.#items.some(isUnfinished)) event.preventDefault();
    });
    whenStartingAnew(() => this.#letGo());
    onOnlineChange(() => navigator.onLine && this.#retryAway());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#retryAway());
  }

  readonly itemsOf = (personId: string): readonly UploadItem[] => (personId === this.#personId ? this.#items : NONE);

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up what a former visit of this person on this device left unfinished. */
  async restore(personId: string): Promise<void> {
    if (this.#personId === personId) return;
    this.#letGo();
    this.#personId = personId;
    for (const kept of await keptUploads(personId)) {
      if (this.#personId !== personId) return;
      if (this.#running.has(kept.recordingId)) continue;
      const recording = await call(recordingOutlines.get, { params: { recordingId: kept.recordingId } }).catch(
        (error: unknown) => (error instanceof Problem && error.code === 'not_found' ? null : undefined),
      );
      if (this.#personId !== personId) return;
      if (recording === null || (recording && recording.state !== 'created' && recording.state !== 'uploading')) {
        await forget(kept.recordingId);
        continue;
      }
      const file = await reopen(kept.handle);
      if (this.#personId !== personId) return;
      this.#put(kept, file, file ? (kept.paused ? 'paused' : 'waiting') : 'needs_file');
    }
    this.#next();
  }

  /** A film whose recording this person just made. */
  async add(
    personId: string,
    recording: { id: string; title: string },
    file: File,
    handle?: FileSystemFileHandle,
  ): Promise<void> {
    const kept: KeptUpload = {
      personId,
      recordingId: recording.id,
      title: recording.title,
      fileName: file.name,
      bytes: file.size,
      lastModified: file.lastModified,
      ...(handle && { handle }),
    };
    await keep(kept);
    if (this.#personId !== personId) return;
    this.#put(kept, file, 'waiting');
    this.#next();
  }

  /** The person chose the film again after a reload; false when it is another one. */
  giveFile(recordingId: string, file: File, handle?: FileSystemFileHandle): boolean {
    const running = this.#running.get(recordingId);
    if (!running || !isSameFile(running.kept, file)) return false;
    running.file = file;
    void this.#remember(running, handle ? { handle } : {});
    this.#change(recordingId, { state: 'waiting' });
    this.#next();
    return true;
  }

  /** Asks the browser once more for a film it kept a way back to; only in answer to a click. */
  async reopenKept(recordingId: string): Promise<boolean> {
    const handle = this.#running.get(recordingId)?.kept.handle;
    if ((await handle?.requestPermission?.({ mode: 'read' })) !== 'granted') return false;
    const file = await reopen(handle);
    return file !== undefined && this.giveFile(recordingId, file);
  }

  async pause(recordingId: string): Promise<void> {
    const running = this.#running.get(recordingId);
    if (!running) return;
    clearTimeout(running.again);
    this.#change(recordingId, { state: 'paused', bytesPerSecond: undefined, problem: undefined });
    await running.tus?.abort();
    running.meter.reset();
    const sentBytes = this.#items.find((item) => item.recordingId === recordingId)?.sentBytes;
    await this.#remember(running, { paused: true, sentBytes });
    this.#next();
  }

  async goOn(recordingId: string): Promise<void> {
    const running = this.#running.get(recordingId);
    if (!running) return;
    await this.#remember(running, { paused: false });
    this.#change(recordingId, { state: running.file ? 'waiting' : 'needs_file', problem: undefined });
    this.#next();
  }

  /** Stops for good: the server forgets what it has of the film. */
  async cancel(recordingId: string): Promise<void> {
    const running = this.#running.get(recordingId);
    clearTimeout(running?.again);
    await running?.tus?.abort();
    const state = this.#items.find((item) => item.recordingId === recordingId)?.state;
    if (state !== 'failed') await call(recordingOutlines.cancel, { params: { recordingId } });
    await this.drop(recordingId);
    await queryClient.invalidateQueries({ queryKey: ['recordings'] });
  }

  /** Takes a finished, refused or deleted film off the list. */
  async drop(recordingId: string): Promise<void> {
    const running = this.#running.get(recordingId);
    running?.hashing?.stop.abort();
    clearTimeout(running?.again);
    this.#running.delete(recordingId);
    await forget(recordingId);
    this.#set(this.#items.filter((item) => item.recordingId !== recordingId));
    this.#next();
  }

  /** Somebody else may sign in: nothing goes on in their name. What is kept on the device stays there for its person. */
  #letGo(): void {
    for (const running of this.#running.values()) {
      clearTimeout(running.again);
      running.hashing?.stop.abort();
      void running.tus?.abort();
    }
    this.#running.clear();
    this.#personId = undefined;
    this.#set(NONE);
    stayAwake(false);
  }

  #put(kept: KeptUpload, file: File | undefined, state: UploadItem['state']): void {
    const { recordingId, title, fileName, bytes, lastModified } = kept;
    const running = { kept, file, tus: undefined, hashing: undefined, meter: new SpeedMeter(), again: undefined };
    this.#running.set(recordingId, running);
    this.#set([
      ...this.#items,
      {
        recordingId,
        title,
        fileName,
        bytes,
        lastModified,
        state,
        sentBytes: kept.sentBytes ?? 0,
        bytesPerSecond: undefined,
        problem: undefined,
      },
    ]);
  }

  #next(): void {
    const item = nextToSend(this.#items);
    const running = item && this.#running.get(item.recordingId);
    if (item && running?.file) this.#send(running, running.file);
    stayAwake(this.#items.some(isUnfinished));
  }

  #send(running: Running, file: File): void {
    const { recordingId } = running.kept;
    this.#change(recordingId, { state: 'sending', problem: undefined });
    running.meter.reset();
    void this.#hash(running, file);
    running.tus = new Upload(file, {
      endpoint: '/api/uploads',
      ...(running.kept.url && { uploadUrl: running.kept.url }),
      metadata: { recordingId, filename: file.name, filetype: file.type },
      chunkSize: CHUNK,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => void this.#remember(running, { url: running.tus?.url ?? undefined }),
      onProgress: (sentBytes) => {
        running.meter.add(performance.now(), sentBytes);
        this.#change(recordingId, { sentBytes, bytesPerSecond: running.meter.bytesPerSecond(), problem: undefined });
      },
      onChunkComplete: (_size, sentBytes) => void this.#remember(running, { sentBytes }),
      onSuccess: () => void this.#whole(running),
      onError: (error) => this.#broken(running, error),
    });
    running.tus.start();
  }

  /** Hashes and tells the server, once; whoever asks again waits for the same work. */
  async #hash(running: Running, file: File): Promise<void> {
    if (running.kept.digestSent) return;
    if (!running.hashing) {
      const stop = new AbortController();
      running.hashing = { stop, done: this.#digest(running, file, stop.signal) };
    }
    await running.hashing.done;
  }

  async #digest(running: Running, file: File, signal: AbortSignal): Promise<void> {
    const { recordingId } = running.kept;
    try {
      const sha256 = running.kept.sha256 ?? (await hashFile(file, signal));
      await this.#remember(running, { sha256 });
      await call(recordingOutlines.digest, { params: { recordingId }, body: { sha256 } });
      await this.#remember(running, { digestSent: true });
    } catch (error) {
      // Unreadable here means unreadable for the upload too, which says so; without a line it is tried again with it.
      if (error instanceof Problem && error.code === 'film_hash_differs') {
        this.#change(recordingId, { state: 'failed', problem: error.code });
      }
    } finally {
      running.hashing = undefined;
    }
  }

  async #whole(running: Running): Promise<void> {
    const { recordingId, bytes } = running.kept;
    this.#change(recordingId, { state: 'done', sentBytes: bytes, bytesPerSecond: undefined });
    this.#next();
    if (running.file) await this.#hash(running, running.file);
    await forget(recordingId);
    await queryClient.invalidateQueries({ queryKey: ['recordings'] });
    running.again = setTimeout(() => void this.drop(recordingId), SHOWN_WHEN_DONE_MS);
  }

  #broken(running: Running, error: Error): void {
    const { recordingId } = running.kept;
    if (this.#items.find((item) => item.recordingId === recordingId)?.state !== 'sending') return;
    const { code, passing } = uploadProblem(error);
    if (!passing) {
      this.#change(recordingId, { state: 'failed', problem: code, bytesPerSecond: undefined });
      this.#next();
      return;
    }
    this.#change(recordingId, { state: 'away', problem: code ?? 'offline', bytesPerSecond: undefined });
    if (code !== undefined) void this.#askWhatArrived(running);
    running.again = setTimeout(() => this.#retry(running), AGAIN_MS);
  }

  /** What was sent and what could be stored are not the same on a full disk. */
  async #askWhatArrived({ kept: { recordingId, url } }: Running): Promise<void> {
    if (!url) return;
    const headers = { 'tus-resumable': '1.0.0' };
    const answer = await fetch(url, { method: 'HEAD', headers }).catch(() => undefined);
    const offset = answer?.ok ? answer.headers.get('upload-offset') : null;
    const item = this.#items.find((one) => one.recordingId === recordingId);
    if (offset !== null && offset !== undefined && item?.state === 'away') {
      this.#change(recordingId, { sentBytes: Number(offset) });
    }
  }

  #retry(running: Running): void {
    clearTimeout(running.again);
    const item = this.#items.find(({ recordingId }) => recordingId === running.kept.recordingId);
    if (item?.state !== 'away' || !running.file) return;
    this.#send(running, running.file);
  }

  #retryAway(): void {
    for (const running of this.#running.values()) this.#retry(running);
  }

  async #remember(running: Running, change: { [K in keyof KeptUpload]?: KeptUpload[K] | undefined }): Promise<void> {
    const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    running.kept = { ...running.kept, ...known };
    if (this.#running.get(running.kept.recordingId) === running) await keep(running.kept);
  }

  #change(recordingId: string, change: Partial<UploadItem>): void {
    this.#set(this.#items.map((item) => (item.recordingId === recordingId ? { ...item, ...change } : item)));
  }

  #set(items: readonly UploadItem[]): void {
    this.#items = items;
    for (const listener of this.#listeners) listener();
  }
}

/** The file behind a kept handle, when the browser still lets us read it without asking. */
async function reopen(handle: FileSystemFileHandle | undefined): Promise<File | undefined> {
  if (!handle || (await handle.queryPermission?.({ mode: 'read' })) !== 'granted') return undefined;
  return handle.getFile().catch(() => undefined);
}

export const uploadEngine = new UploadEngine();

/** Refused before a byte travels; the quota is the server's to know. */
export function refusalOf(file: File): 'film_empty' | 'film_too_large' | undefined {
  if (file.size === 0) return 'film_empty';
  return file.size > largestFilm() ? 'film_too_large' : undefined;
}
