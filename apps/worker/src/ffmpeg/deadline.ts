/** A time limit that can be held while a process is paused. Starting a running one, or holding a held one, changes nothing. */
export class Deadline {
  passed = false;
  private timer: NodeJS.Timeout | undefined;
  private startedAt = 0;

  constructor(
    private leftMs: number,
    private readonly onPassed: () => void,
  ) {}

  start(): void {
    if (this.timer || this.passed) return;
    this.startedAt = performance.now();
    this.timer = setTimeout(() => {
      this.passed = true;
      this.onPassed();
    }, this.leftMs);
  }

  hold(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.leftMs = Math.max(0, this.leftMs - (performance.now() - this.startedAt));
  }
}
