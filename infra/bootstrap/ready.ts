import { Halt } from './say.mjs';

const limitMs = 90_000;
const pauseMs = 100;

/** Waits until the API says that everything it needs is there. @throws the signal's reason once nobody wants to know any more */
export async function waitUntilReady(address: string, signal: AbortSignal): Promise<void> {
  const limit = Date.now() + limitMs;
  for (;;) {
    const answer = await ask(`${address}/api/ready`);
    signal.throwIfAborted();
    if (answer.ok) return;
    if (Date.now() > limit) throw new Halt(`The API does not get ready: ${answer.said}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function ask(address: string): Promise<{ ok: boolean; said: string }> {
  try {
    const response = await fetch(address);
    return { ok: response.ok, said: await response.text() };
  } catch (error) {
    return { ok: false, said: String((error as Error).cause ?? error) };
  }
}
