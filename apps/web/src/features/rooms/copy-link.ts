import { paths } from '../../app/paths.ts';
import { say } from '../../ui/toasts.ts';

/** The link for those who are invited. Where the browser keeps the clipboard to itself, the link itself is shown. */
export async function copyLink(roomId: string, done: string): Promise<void> {
  const link = new URL(paths.call(roomId), location.origin).href;
  try {
    await navigator.clipboard.writeText(link);
    say(done);
  } catch {
    say(link);
  }
}
