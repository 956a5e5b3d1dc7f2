const SILENT_AFTER_MS = 2_000;

/** The dominant speaker is told once, when it changes; whoever it is speaks no more after a silence of everybody. */
export class WhoSpeaks {
  #dominantId: string | null = null;
  #heardAt = -SILENT_AFTER_MS;
  #now: string | null = null;

  constructor(private readonly changed: (personId: string | null) => void) {}

  get personId(): string | null {
    return this.#now;
  }

  dominant(personId: string): void {
    this.#dominantId = personId;
    this.look();
  }

  heard(): void {
    this.#heardAt = performance.now();
    this.look();
  }

  look(): void {
    const personId = performance.now() - this.#heardAt > SILENT_AFTER_MS ? null : this.#dominantId;
    if (personId === this.#now) return;
    this.#now = personId;
    this.changed(personId);
  }
}
