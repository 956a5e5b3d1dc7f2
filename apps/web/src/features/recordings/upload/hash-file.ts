/** The film's SHA-256, computed in a thread of its own. Rejects when the file cannot be read any more. */
export function hashFile(file: File, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
    const end = (act: () => void): void => {
      worker.terminate();
      act();
    };
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), { once: true });
    worker.addEventListener('error', (event) => end(() => reject(new Error(event.message))));
    worker.addEventListener('message', ({ data }: MessageEvent<{ sha256: string } | { error: string }>) =>
      end(() => ('sha256' in data ? resolve(data.sha256) : reject(new Error(data.error)))),
    );
    worker.postMessage(file);
  });
}
