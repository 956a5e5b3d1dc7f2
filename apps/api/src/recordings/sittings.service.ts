import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { Log } from '@lesblik/server/log';
import type { recordingRoutes } from '@lesblik/shared/recordings';
import type { Input } from '@lesblik/shared/route';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK, DATABASE, LOG } from '../base/tokens.ts';
import type { Device } from '../http/device-of.ts';
import { type Part, playedParts, within } from './played-parts.ts';
import { RecordingAccessService, type RecordingAccessView } from './recording-access.service.ts';
import { SittingsRepository } from './sittings.repository.ts';
import { ToldParts } from './told-parts.ts';
import { WatchAccessService } from './watch-access.service.ts';

const QUIET_MS = 60_000;
/** What was sent and not played is in the log after at most twice this, also while its sitting goes on. */
const LONG_MS = 10 * 60_000;
const LOOK_EVERY_MS = 30_000;

/** One person looking at one recording: an opening and the parts played, told to the access log once per sitting. */
@Injectable()
export class SittingsService implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  readonly #told = new ToldParts();

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly access: RecordingAccessService,
    private readonly watching: WatchAccessService,
    private readonly auditLog: AuditLogService,
    private readonly repository: SittingsRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.writeQuiet().catch((error: unknown) => this.log.error({ err: error }, 'played parts were not logged'));
    }, LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /**
   * A piece of the film is about to leave. What no player says it played is in the log as loaded, so that nothing leaves
   * without a line.
   * @param part where it lies in the film; absent for playlists and overviews
   */
  async served(personId: string, view: RecordingAccessView, device: Device, part?: Part): Promise<void> {
    const parts = part === undefined ? [] : playedParts([part], Math.max(view.durationMs ?? 0, part.endMs));
    const key = `${personId}.${view.recordingId}.${device}`;
    const now = this.clock.now();
    if (this.#told.has(key, parts, now)) return;
    const who = { personId, recordingId: view.recordingId, device };
    // Mostly it goes on, and that is one statement.
    if (!(await this.repository.goOn(who, 'served', parts, this.now())))
      await this.db.transaction().execute((tx) => this.touch(personId, view, device, 'served', parts, tx));
    this.#told.add(key, parts, now);
  }

  /**
   * Somebody reads what is said of it, also without its film. Its owner is at home in it: theirs is no opening.
   */
  async read(personId: string, recordingId: string, device: Device): Promise<void> {
    const key = `${personId}.${recordingId}.${device}`;
    const now = this.clock.now();
    if (this.#told.has(key, [], now)) return;
    if (!(await this.repository.goOn({ personId, recordingId, device }, 'served', [], this.now()))) {
      const view = await this.access.find(personId, recordingId);
      if (view !== undefined && !view.roles.includes('owner'))
        await this.db.transaction().execute((tx) => this.touch(personId, view, device, 'served', [], tx));
    }
    this.#told.add(key, [], now);
  }

  async played(
    personId: string,
    recordingId: string,
    { atMs, ranges }: Input<typeof recordingRoutes.played>['body'],
    device: Device,
  ): Promise<void> {
    const { view } = await this.watching.enter(personId, recordingId);
    const { startMs, endMs } = view.shown ?? { startMs: 0, endMs: view.durationMs ?? 0 };
    const parts = playedParts(within(ranges, { startMs, endMs }), endMs);
    await this.db.transaction().execute(async (tx) => {
      await this.touch(personId, view, device, 'played', parts, tx);
      await this.repository.rememberPosition(
        personId,
        recordingId,
        Math.max(startMs, Math.min(atMs, endMs)),
        this.now(),
        tx,
      );
    });
  }

  async position(personId: string, recordingId: string): Promise<number> {
    const { shown } = (await this.watching.enter(personId, recordingId)).view;
    const atMs = await this.repository.position(personId, recordingId);
    return shown === null || (atMs >= shown.startMs && atMs < shown.endMs) ? atMs : shown.startMs;
  }

  /** Before its owner reads the log: what is being watched right now is in it too. */
  writeOf(which: { recordingId: string } | { ownerId: string }): Promise<void> {
    return this.repository.writePlayed(which);
  }

  async writeQuiet(): Promise<void> {
    const now = this.clock.now();
    const quietSince = new Date(now - QUIET_MS);
    await this.repository.writePlayed({ quietSince });
    await this.repository.writeLoaded(quietSince, new Date(now - LONG_MS), new Date(now));
  }

  private async touch(
    personId: string,
    view: RecordingAccessView,
    device: Device,
    what: 'served' | 'played',
    parts: readonly Part[],
    tx: Database,
  ): Promise<void> {
    const { recordingId, organisationId } = view;
    const { began } = await this.repository.touch({ personId, recordingId, device }, what, parts, this.now(), tx);
    if (!began) return;
    await this.auditLog.record({ organisationId, recordingId, kind: 'opened', actorId: personId, device }, tx);
    await this.repository.rememberGrantOpened(personId, recordingId, this.now(), tx);
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
