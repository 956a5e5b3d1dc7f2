const EVERY_MS = 1_000;

export interface ProgressWatch {
  /** How much is done, 0 to 1; may be called as often as one likes. */
  progress: (share: number) => void;
  /** Resolves when nothing looks any more. */
  end: () => Promise<void>;
}

/** Once a second, one after the other: `look` writes how far it is, and sees whether it is still wanted. */
export function watchProgress(
  look: (share: number) => Promise<unknown>,
  onError: (error: unknown) => void,
): ProgressWatch {
  let share = 0;
  let busy: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    busy ??= look(share)
      .catch(onError)
      .finally(() => (busy = undefined));
  }, EVERY_MS);
  return {
    progress: (now) => void (share = Math.max(share, now)),
    end: async () => {
      clearInterval(timer);
      await busy;
    },
  };
}
